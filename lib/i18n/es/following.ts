import type { Sister } from '../catalogue.ts';
import type { following as english } from '../en/following.ts';

export const following: Sister<typeof english> = {
  confirmSubject: 'Confirme que quiere seguir el registro de {vendor}',
  confirmLede:
    'Hasta el {instant}, puede confirmar que esta dirección reciba aviso de cada publicación del registro de subencargados que lleva {vendor} por medio de Demur.',
  confirmNothing:
    'Alguien indicó esta dirección en nuestro sitio. Si no fue usted, o ya no lo desea, no haga nada: no llegará ninguna otra carta y la dirección se borrará después.',
  confirm: 'Confirmar',
  publishedSubject: '{vendor} ha publicado la versión {number} de su registro de subencargados',
  publishedLede:
    'No tiene que hacer nada: {vendor} publicó la versión {number} de su registro de subencargados el {instant}.',
  publishedNotices:
    'Esta carta es solo informativa. Los clientes que pueden presentar una objeción a un cambio reciben su propia notificación, con su propio plazo.',
  proposed: 'Qué se prevé',
  nothingProposed: 'No se prevé ningún cambio con ella; su nota dice:',
  change: '{title}. {kind}, inicio previsto: {start}.',
  open: 'Leer la versión {number}',
  register: 'Leer el registro',
  stop: 'Dejar de recibir estas cartas',
};
