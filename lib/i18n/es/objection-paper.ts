import type { Sister } from '../catalogue.ts';
import type { objectionPaper as english } from '../en/objection-paper.ts';

export const objectionPaper: Sister<typeof english> = {
  eyebrow: 'Objeción {reference}',
  letter: 'La objeción, tal como se presentó',
  to: 'A',
  from: 'De',
  receipt: 'Acuse de recibo',
  proof: 'Prueba',
  proves: 'Lo que acredita',
  doesNotProve: 'Lo que no acredita',
  attached:
    'La forma canónica del escrito (JSON según RFC 8785) se adjunta a este documento como {file}. El SHA-256 de ese archivo es el resumen del escrito indicado arriba: cualquiera puede volver a calcularlo.',
  attachment: 'La objeción en su forma canónica, cuyo SHA-256 es el resumen del escrito',
  codePoints:
    'Los caracteres que no existen en las tipografías de este documento figuran con su punto de código, como [U+4E2D]; el archivo adjunto los contiene tal como se escribieron.',
};
