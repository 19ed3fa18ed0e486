import js from "@eslint/js";
import regexp from "eslint-plugin-regexp";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Folders from the ground up: each builds on those before it, and knows none of those behind it. */
const layers = [
  "finding",
  "files",
  "pairing",
  "markdown",
  "data",
  "template",
  "page",
  "drift",
  "rules",
  "bibliography",
  "git",
  "sync",
  "merge",
  "report",
  "commands",
  "init",
  "api",
  "cli",
];

/** Each file says at its head what it is. */
const head = {
  create: (context) => ({
    Program(node) {
      const [first] = context.sourceCode.getAllComments();
      // Behind the line that makes a program of it, where there is one.
      if (!first || first.range[0] > context.sourceCode.getText().indexOf("\n") + 1)
        context.report({ node, message: "Say in a comment at the head what this file is." });
    },
  }),
};

export default defineConfig([
  globalIgnores(["dist/", "node_modules/"]),
  {
    files: ["**/*.{js,mjs}"],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        Buffer: "readonly",
        URL: "readonly",
        structuredClone: "readonly",
      },
    },
  },
  {
    files: ["scripts/**/*.ts"],
    extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: "tsconfig.json",
        tsconfigRootDir: new URL("..", import.meta.url).pathname,
      },
    },
    rules: {
      "no-control-regex": "off",
      "no-misleading-character-class": "off",
      "no-irregular-whitespace": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    // Texts come from strangers: no expression may take more than linear time.
    files: ["scripts/**/*.{ts,js,mjs}"],
    ignores: ["scripts/**/*.test.ts", "scripts/testing/**"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "certain" }],
    },
  },
  {
    // Rules say it in their description, tests in their names.
    files: ["scripts/**/*.ts"],
    ignores: ["scripts/**/*.test.ts", "scripts/rules/*.ts"],
    plugins: { own: { rules: { head } } },
    rules: { "own/head": "error" },
  },
  ...layers.map((layer, index) => ({
    files: [`scripts/${layer}/*.ts`],
    ignores: ["scripts/**/*.test.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [...layers.slice(index + 1), "testing", "bench", "accuracy"].map((above) => ({
            group: [`../${above}/*`],
            message: `${layer}/ stands below ${above}/ (see the layers in scripts/eslint.config.js).`,
          })),
        },
      ],
    },
  })),
  {
    // Tests parse JSON whose shape they state by what they expect of it.
    files: ["scripts/**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
]);
