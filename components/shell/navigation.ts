/** Who looks at the page; null is nobody signed in. */
export type ViewerRole = 'subscriber' | 'privacy_admin' | 'legal';

export type Door = { label: string; href: string };

/** The rooms that each role may enter, in the order of the header. A page gets its line here once it exists. */
export const DOORS: Record<ViewerRole | 'nobody', readonly Door[]> = {
  subscriber: [
    { label: 'Changes', href: '/changes' },
    { label: 'Objections', href: '/objections' },
    { label: 'Letters', href: '/letters' },
    { label: 'Services', href: '/services' },
    { label: 'Register', href: '/register' },
  ],
  privacy_admin: [
    { label: 'Overview', href: '/desk' },
    { label: 'Objections', href: '/desk/objections' },
    { label: 'Changes', href: '/desk/changes' },
    { label: 'Register', href: '/desk/register' },
    { label: 'Subscribers', href: '/desk/subscribers' },
    { label: 'Letters', href: '/desk/letters' },
    { label: 'Settings', href: '/desk/settings' },
  ],
  legal: [
    { label: 'Cases', href: '/cases' },
    { label: 'Log', href: '/log' },
    { label: 'Register', href: '/register' },
  ],
  nobody: [{ label: 'Register', href: '/register' }],
};

/** Role in words, for the header and for the page that says which role is needed. */
export const ROLE_NAME: Record<ViewerRole, string> = {
  subscriber: 'subscriber',
  privacy_admin: 'privacy admin',
  legal: 'legal',
};
