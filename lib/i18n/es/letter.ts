import type { Sister } from '../catalogue.ts';
import type { letter as english } from '../en/letter.ts';

export const letter: Sister<typeof english> = {
  from: '{vendor} le escribe por medio de Demur, donde queda constancia de las objeciones a los subencargados del tratamiento.',
  whySubscriber:
    'Recibe esta carta porque figura como persona de contacto de su organización en materia de protección de datos. Las cartas de las que depende un derecho no se pueden desactivar.',
  whyFollower:
    'Recibe esta carta porque se indicó esta dirección para seguir el registro de subencargados del tratamiento.',
  whyDesk: 'Recibe esta carta porque administra la privacidad de {vendor} en Demur.',
  contact: 'Consultas: {contact}',
  kept: 'Esta carta se conserva en Demur con el SHA-256 de su contenido.',
  late: 'Esta carta debía escribirse el {day}. Llega ahora, con retraso.',
  said: '{by} escribió:',
};
