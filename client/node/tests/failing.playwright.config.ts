import { defineConfig } from '@playwright/test';

export default defineConfig({ testMatch: 'failing.spec.fixture.ts', outputDir: '../test-results' });
