/** For what is no page: nothing in it may run or be loaded, and nobody frames it. */
export const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** The Content-Security-Policy of a page. All that it loads is ours; `scripts` and `styles` say what else may run. */
export function pagePolicy(scripts: readonly string[], styles: readonly string[] = []): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // a letter as it was sent, in a frame where nothing runs
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
