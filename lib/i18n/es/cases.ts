import type { Sister } from '../catalogue.ts';
import type { cases as english } from '../en/cases.ts';

export const cases: Sister<typeof english> = {
  case: 'Expediente',
  change: 'Cambio',
  subprocessor: 'Subencargado',
  agreement: 'Contrato de encargo',
  objection: 'Objeción',
  openObjection: 'Abrir su objeción en Demur',
  openCase: 'Abrir este cambio en Demur',
  rights:
    'Esta decisión no limita los derechos que le corresponden conforme al contrato de encargo o a la ley. Los derechos de resolución, si los hay, figuran en {clause} de su contrato de encargo.',
  rightsUnnamed:
    'Esta decisión no limita los derechos que le corresponden conforme al contrato de encargo o a la ley. Los derechos de resolución, si los hay, figuran en su contrato de encargo.',
  noStandstill:
    'Su contrato de encargo no prevé la suspensión: mientras un cambio está en suspenso, nuestros sistemas reciben una advertencia, pero no se bloquean.',
  ourTarget: 'Nuestro propio objetivo es responderle antes del {lastDay}. El paso de ese día no decide nada.',
};
