/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Every picture is a vector or the vendor's own logo: nothing to optimise, and one native dependency fewer to trust.
  images: { unoptimized: true },
  // No process keeps a page in memory: with several web processes each would show a register of its own age.
  cacheMaxMemorySize: 0,
  // Native code, or code that reads files beside itself; bundled, it would not find them.
  serverExternalPackages: ['@node-rs/argon2', 'date-holidays', 'pdfkit', 'pg', 'pg-copy-streams', 'pino'],
  // The types are checked by `npm test`; whoever starts a released version should not wait for it.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // forbidden() and unauthorized() answer 403 and 401.
    authInterrupts: true,
    // proxy.ts holds a body in memory, whoever sends it. An action takes 1 MB at most; uploads don't pass there.
    proxyClientMaxBodySize: '2mb',
  },
  turbopack: { root: __dirname },
  // For every answer; a rendered page's own policy, with a nonce, comes from proxy.ts in place of the first one.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
      ],
    },
    // Somebody else chose what is in these: even shown, it could do nothing.
    {
      source: '/files/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'; sandbox" }],
    },
  ],
};

module.exports = config;
