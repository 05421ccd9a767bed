import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';

/** What a link says once its address is erased, and what it says that never was one. */
export function NoLonger() {
  return (
    <Banner
      tone="warn"
      title="Nobody follows the register by this link"
      actions={<TextLink href="/follow">Follow the register by e-mail</TextLink>}
    >
      It was stopped, or not confirmed within 7 days, or the link is not whole. No address is kept for it.
    </Banner>
  );
}
