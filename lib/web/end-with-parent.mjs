// Loaded into `next build`, which would go on by itself and write into the pages while the next start builds them.
// Next loads it into its own helpers too; those hang on Next.
if (process.argv[1]?.endsWith('/next')) {
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
}
