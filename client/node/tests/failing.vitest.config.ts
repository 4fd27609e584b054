import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['tests/failing.fixture.ts'], testTimeout: 120_000 } });
