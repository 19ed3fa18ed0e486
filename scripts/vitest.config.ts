// How tests run: in one process per worker, on the built command line.
import { defineConfig } from "vitest/config";

// Packages as users run them: Markdown's parser checks itself at every step elsewhere.
process.env.NODE_ENV = "production";

export default defineConfig({
  test: {
    include: ["scripts/**/*.test.ts"],
    // Its modules are ES modules that its package does not call so.
    server: { deps: { inline: [/@citation-js/] } },
    setupFiles: "scripts/testing/seed.ts",
    globalSetup: "scripts/testing/build.ts",
    // A worker loads the program once, not once for each file of tests.
    isolate: false,
    // Left to itself, it leaves one core of two idle.
    maxWorkers: "100%",
    // Properties and git repositories take long on a small machine; no test is about time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
