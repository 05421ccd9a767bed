import { Mono } from '#components/ui/mono.tsx';

/** Where what stands on these pages comes from: they change nothing. */
export function Recording() {
  return (
    <>
      This page only shows. Subscribers, DPAs and services are recorded at the installation’s shell by{' '}
      <Mono>npm run party</Mono>, users by <Mono>npm run user:create</Mono>.
    </>
  );
}
