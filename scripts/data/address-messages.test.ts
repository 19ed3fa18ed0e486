import { expect, it } from "vitest";
import { valueProblems } from "../testing/data.ts";

it("says what is wrong with an address", () => {
  const values = [
    ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "ftp://a.b/c"],
    ...["file:///etc/passwd", "mailto:a@b.c", "//a.b/c", "/a/b", "https://", "http:a.b"],
    ...["https://a.b:99999/", "https://[::1/", "../x", "a/../../x", "..", "./..", "%2e%2e/x"],
    ...[
      "a/%2E%2e/.%2e/x",
      "..%2fx",
      "%2e%2e/%zz",
      "..%5cx",
      "a b",
      " https://a.b",
      "\thttps://a.b",
    ],
    ...["https://a.b/\u00a0x", "https://a.b/x\ny", "https://a.b/<x>", 'https://a.b/"', "a\\b"],
    ...[
      "https://a.b/x|y",
      "https://a.b/`{}^",
      "https://a.b/(x",
      "https://a.b/x)",
      "https://a.b/)(",
    ],
    ...["https://a.b/\u0001", "https://a.b/\ud800", "", " ", 3],
  ];
  expect(valueProblems("links.paper", values)).toMatchInlineSnapshot(`
      ""javascript:alert(1)"
        links.paper: found the scheme "javascript", expected an http or https address, or a relative path inside the list's folder
      "JaVaScRiPt:alert(1)"
        links.paper: found the scheme "JaVaScRiPt", expected an http or https address, or a relative path inside the list's folder
      "data:text/html,x"
        links.paper: found the scheme "data", expected an http or https address, or a relative path inside the list's folder
      "ftp://a.b/c"
        links.paper: found the scheme "ftp", expected an http or https address, or a relative path inside the list's folder
      "file:///etc/passwd"
        links.paper: found the scheme "file", expected an http or https address, or a relative path inside the list's folder
      "mailto:a@b.c"
        links.paper: found the scheme "mailto", expected an http or https address, or a relative path inside the list's folder
      "//a.b/c"
        links.paper: found "//a.b/c", expected an address with its scheme, or a path relative to the list's folder; write "https://a.b/c"
      "/a/b"
        links.paper: found "/a/b", expected an address with its scheme, or a path relative to the list's folder; write "a/b"
      "https://"
        links.paper: found "https://", which is no address: expected a host after "https://"
      "http:a.b"
        links.paper: found "http:a.b", which is no address: expected a host after "http://"
      "https://a.b:99999/"
        links.paper: found "https://a.b:99999/", which is no address: expected a host after "https://"
      "https://[::1/"
        links.paper: found "https://[::1/", which is no address: expected a host after "https://"
      "../x"
        links.paper: found "../x", which leads out of the list's folder; expected a path inside it
      "a/../../x"
        links.paper: found "a/../../x", which leads out of the list's folder; expected a path inside it
      ".."
        links.paper: found "..", which leads out of the list's folder; expected a path inside it
      "./.."
        links.paper: found "./..", which leads out of the list's folder; expected a path inside it
      "%2e%2e/x"
        links.paper: found "%2e%2e/x", which leads out of the list's folder; expected a path inside it
      "a/%2E%2e/.%2e/x"
        links.paper: found "a/%2E%2e/.%2e/x", which leads out of the list's folder; expected a path inside it
      "..%2fx"
        links.paper: found "..%2fx", which leads out of the list's folder; expected a path inside it
      "%2e%2e/%zz"
        links.paper: found "%2e%2e/%zz", which leads out of the list's folder; expected a path inside it
      "..%5cx"
        links.paper: found "..%5cx", which leads out of the list's folder; expected a path inside it
      "a b"
        links.paper: found "a b", which holds characters that an address may not; write "a%20b"
      " https://a.b"
        links.paper: found " https://a.b", which holds characters that an address may not; write "https://a.b"
      "\\thttps://a.b"
        links.paper: found "\\thttps://a.b", which holds characters that an address may not; write "https://a.b"
      "https://a.b/\\u00a0x"
        links.paper: found "https://a.b/\\u00a0x", which holds characters that an address may not; write "https://a.b/%C2%A0x"
      "https://a.b/x\\ny"
        links.paper: found "https://a.b/x\\ny", which holds characters that an address may not; write "https://a.b/x%0Ay"
      "https://a.b/<x>"
        links.paper: found "https://a.b/<x>", which holds characters that an address may not; write "https://a.b/%3Cx%3E"
      "https://a.b/\\""
        links.paper: found "https://a.b/"", which holds characters that an address may not; write "https://a.b/%22"
      "a\\\\b"
        links.paper: found "a\\b", which holds characters that an address may not; write "a%5Cb"
      "https://a.b/x|y"
        links.paper: found "https://a.b/x|y", which holds characters that an address may not; write "https://a.b/x%7Cy"
      "https://a.b/\`{}^"
        links.paper: found "https://a.b/\`{}^", which holds characters that an address may not; write "https://a.b/%60%7B%7D%5E"
      "https://a.b/(x"
        links.paper: found an unbalanced parenthesis in "https://a.b/(x"; write "https://a.b/%28x"
      "https://a.b/x)"
        links.paper: found an unbalanced parenthesis in "https://a.b/x)"; write "https://a.b/x%29"
      "https://a.b/)("
        links.paper: found an unbalanced parenthesis in "https://a.b/)("; write "https://a.b/%29%28"
      "https://a.b/\\u0001"
        links.paper: found the control character \\u0001; remove it
      "https://a.b/\\ud800"
        links.paper: found half of a surrogate pair; write the whole character
      ""
        links.paper: found an empty text; leave the field out instead
      " "
        links.paper: found nothing but white space; leave the field out instead
      3
        links.paper: found 3, expected an http or https address, or a relative path inside the list's folder"
    `);
});
