/** What letters to those who follow the register say. */
export const following = {
  confirmSubject: 'Confirm that you want to follow the register of {vendor}',
  confirmLede:
    'Until {instant}, you can confirm that this address is to hear of each publication of the register of sub-processors that {vendor} keeps in Demur.',
  confirmNothing:
    'Somebody gave this address on our site. If it was not you, or you no longer want it, do nothing: no further letter comes, and the address is erased after that.',
  confirm: 'Confirm',
  publishedSubject: '{vendor} published version {number} of its register of sub-processors',
  publishedLede:
    'There is nothing to do: {vendor} published version {number} of its register of sub-processors on {instant}.',
  publishedNotices:
    'This letter only informs. Customers who can object to a change get a notice of their own, with their own window.',
  proposed: 'What is planned',
  nothingProposed: 'No change is planned with it; its note says:',
  change: '{title}. {kind}, planned start: {start}.',
  open: 'Read version {number}',
  register: 'Read the register',
  stop: 'Stop these letters',
} as const;
