import type { Channel } from '#db/schema/vocabulary.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import type { LetterNames, LetterWords } from '#lib/objections/letter.ts';
import type { ReceiptWords } from '#lib/objections/receipt.ts';
import { clauseIn } from './clause.ts';
import { lastDayIn } from './last-day.ts';

const dates = datesIn.es;

const cameAs: Record<Channel, (names: LetterNames) => string> = {
  demur: ({ subscriberName }) =>
    `Quien presenta la objeción declara estar facultado para objetar en nombre de ${subscriberName}.`,
  email: ({ vendorName }) => `Recibida por correo electrónico y registrada aquí por ${vendorName}.`,
  post: ({ vendorName }) => `Recibida por correo postal y registrada aquí por ${vendorName}.`,
};

export const letterInSpanish: LetterWords = {
  grounds: {
    third_country_transfer: 'Transferencia a un tercer país',
    transfer_mechanism: 'El mecanismo de transferencia',
    government_access: 'Acceso de autoridades públicas',
    data_residency: 'Residencia de los datos',
    security_measures: 'Medidas de seguridad',
    certification: 'Certificación inexistente o caducada',
    breach_history: 'Antecedentes de violaciones de seguridad',
    retention_deletion: 'Conservación y supresión',
    special_category_data: 'Categorías especiales de datos',
    childrens_data: 'Datos de menores',
    sector_regulation: 'Normativa de nuestro sector',
    customer_contract: 'Contratos con nuestros propios clientes',
    ai_training: 'Uso de los datos para entrenar sistemas de IA',
    competitor_conflict: 'Un competidor o un conflicto de intereses',
    concentration_risk: 'Riesgo de concentración',
    chain_opacity: 'Una cadena opaca de subencargados',
    insufficient_information: 'Información insuficiente para valorar el cambio',
    other: 'Otro motivo',
  },
  headings: {
    groundCategories: 'Motivos',
    groundsText: 'Descripción de los motivos',
    requestedActions: 'Lo que solicitamos',
    dataCategories: 'Datos afectados',
    serviceIds: 'Servicios afectados',
    files: 'Documentos adjuntos',
    filerName: 'Presentada por',
    writer: 'Escrita por',
  },
  noAction: 'No solicitamos ninguna medida concreta.',
  anyData: 'Sin limitación a determinadas categorías.',
  anyService: 'Sin limitación a determinados servicios.',
  nothingEnclosed: 'Ninguno.',
  subject: ({ changeTitle, noticeReference }) => `Objeción a «${changeTitle}» (${noticeReference})`,
  opening: ({ objectionClause, dpaReference }, { subscriberName, subprocessorName }) =>
    `Conforme a ${clauseIn('es', objectionClause)} del contrato de encargo ${dpaReference}, ${subscriberName} se opone a este cambio, que se refiere a ${subprocessorName}, por los motivos siguientes.`,
  on: (subscriberName) => `en nombre de ${subscriberName}`,
  actsAs({ actingAs, onBehalfOf }, subscriberName) {
    const as = actingAs === 'controller' ? 'responsable del tratamiento' : 'encargado del tratamiento';
    const others = onBehalfOf
      ? ` por cuenta de ${onBehalfOf}`
      : actingAs === 'processor'
        ? ' por cuenta de terceros'
        : '';
    return `${subscriberName} actúa como ${as}${others}.`;
  },
  cameAs,
  size: sizeInSpanish,
};

/** "1,3 MB", with the units of the English letter. */
function sizeInSpanish(bytes: number): string {
  if (bytes < 1_024) return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  const kilobytes = bytes / 1_024;
  if (Math.round(kilobytes) < 1_024) return `${Math.round(kilobytes)} kB`;
  return `${(kilobytes / 1_024).toFixed(1).replace('.0', '').replace('.', ',')} MB`;
}

export const receiptInSpanish: ReceiptWords = {
  heading: (reference) => `Acuse de recibo ${reference}`,
  inTime: ({ closesAt, zone }) => `Recibida dentro de plazo: el plazo termina al ${lastDayIn('es', closesAt, zone)}.`,
  late: ({ closesAt, zone }) =>
    `Recibida fuera de plazo: el plazo terminó al ${lastDayIn('es', closesAt, zone)}. Queda constancia de ella. Por sí sola no deja sin efecto la aceptación; el encargado puede admitirla. Los derechos de su organización conforme al contrato de encargo y a la ley no se ven afectados.`,
  stated: 'El instante lo ha declarado el encargado; no se ha medido.',
  labels: {
    objection: 'Objeción',
    to: 'Contra',
    by: 'De',
    filedBy: 'Presentada por',
    writtenBy: 'Escrita por',
    receivedBy: 'Recibida por',
    received: 'Recibida',
    receivedAsStated: 'Recibida, según se declara',
    utc: 'En UTC',
    recorded: 'Registrada',
    agreement: 'Contrato de encargo',
    carriedOver: 'Trasladada',
    letterHash: 'SHA-256 del escrito',
    position: 'Posición en el registro',
  },
  to: ({ changeTitle, noticeReference }) => `${changeTitle} (notificación ${noticeReference})`,
  carriedOver: (reference, at, zone) =>
    `Desde ${reference}, ${dates.instant(at, zone)}, cuando un cambio corregido ocupó el lugar del primero`,
  agreement: ({ dpaReference, objectionClause }) => `${dpaReference}, ${clauseIn('es', objectionClause, 'bare')}`,
  fileHash: (name) => `SHA-256 de ${name}`,
  instant: dates.instant,
  utc: dates.utc,
  proves: {
    measured:
      'Que este escrito y estos archivos se recibieron en Demur en este instante, según el reloj de su base de datos.',
    recorded: 'Que este escrito se registró en el instante de registro, según el reloj de la base de datos.',
    unchanged: 'Que ni uno ni otros pueden modificarse después sin que su resumen SHA-256 y el registro lo muestren.',
  },
  doesNotProve: {
    legitimate: 'Que los motivos sean legítimos: eso lo valora una persona del encargado.',
    authorised: 'Que quien la presentó estuviera facultado: es lo que esa persona declaró.',
    whoWrote: 'Quién la escribió ni si estaba facultado para ello.',
    whenReceived: 'Cuándo se recibió: ese instante lo declaró el encargado, y su organización puede impugnarlo.',
  },
};
