/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Every picture is a vector or the vendor's own logo: nothing to optimise, and one native dependency fewer to trust.
  images: { unoptimized: true },
  // The pages that all readers share are kept by the version of the register that they show. Next itself keeps none:
  // with several web processes each would show a register of its own age.
  cacheHandler: require.resolve('./lib/web/page-cache.ts'),
  cacheMaxMemorySize: 0,
  // Those pages have tags of their own, made once; Next's would be made anew for every answer.
  generateEtags: false,
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
  // For every answer. Its Content-Security-Policy comes from proxy.ts for a page that is made for its reader, from
  // lib/web/page-cache.ts for one that is kept for all, and else from lib/web/serve.ts.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
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
    // A letter as it was sent, which a page of ours shows in a frame: its own styles, and nothing else. A link opens elsewhere.
    {
      source: '/files/letters/:path*',
      headers: [
        { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
        {
          key: 'Content-Security-Policy',
          value:
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
        },
      ],
    },
  ],
};

module.exports = config;
