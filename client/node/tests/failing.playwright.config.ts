import { defineConfig } from '@playwright/test';

export default defineConfig({ testMatch: 'failing.spec.fixture.ts', timeout: 120_000, workers: 1, outputDir: '../test-results' });
