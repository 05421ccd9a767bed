/** What every letter says around what it says. */
export const letter = {
  from: '{vendor} wrote this letter in Demur, where objections to sub-processors are kept on the record.',
  whySubscriber:
    'You get it because you are named as a contact for data protection matters of your organisation. Letters on which a right depends can’t be switched off.',
  whyFollower: 'You get it because this address was given to follow the register of sub-processors.',
  whyDesk: 'You get it as a privacy admin of {vendor} in Demur.',
  contact: 'Questions: {contact}',
  kept: 'This letter is kept in Demur with the SHA-256 of its content.',
  late: 'This letter was to be written on {day}. It comes only now.',
  said: '{by} wrote:',
} as const;
