import type { Sister } from '../catalogue.ts';
import type { changes as english } from '../en/changes.ts';

export const changes: Sister<typeof english> = {
  noticeSubject: 'Cambio en nuestros subencargados: {title} (objeciones hasta el {day})',
  noticeSubjectSpecific: 'Cambio en nuestros subencargados: {title} (su respuesta hasta el {day})',
  untilWhen: '{subscriber} puede presentar una objeción a este cambio hasta {close}.',
  untilWhenSpecific: 'Este cambio requiere la conformidad expresa de {subscriber} hasta {close}.',
  windowOver: 'El plazo para este cambio duró hasta {close} y había terminado antes de que se escribiera esta carta.',
  windowOverObject: 'Toda objeción se sigue conservando, como presentada fuera de plazo, y {vendor} puede admitirla.',
  silence:
    'Si hasta entonces no recibimos ninguna objeción por escrito, conforme a {clause} de su contrato de encargo el cambio se considera aceptado.',
  silenceSpecific:
    'Si hasta entonces no recibimos respuesta, el cambio no queda autorizado para su organización: {clause} de su contrato de encargo exige su conformidad expresa.',
  silenceUnproven:
    'Esto solo es así si podemos demostrar que nuestra notificación le llegó a tiempo; de lo contrario, se le debe una nueva notificación con un plazo completo.',
  who: 'Un firmante de {subscriber} presenta la objeción en Demur, o deja constancia allí de que no la hay; cualquier contacto puede prepararla. También vale una objeción enviada por escrito a {contact}. Debe describir sus motivos.',
  superseding: 'Esta notificación corrige otra anterior, de la que ya no se deriva nada.',
  dpaExecuted:
    'La recibe ahora porque su contrato de encargo se firmó mientras este cambio estaba pendiente. Dispone de un plazo completo.',
  serviceTakenUp:
    'La recibe ahora porque su organización empezó a utilizar un servicio mientras este cambio estaba pendiente. Dispone de un plazo completo.',
  fresh: 'Esta es una nueva notificación: le plantea el cambio de nuevo, con un plazo completo.',
  carried:
    'Su objeción {reference} se mantiene respecto de esta notificación corregida, cuyo plazo dura hasta {close}. No es necesario que la presente de nuevo.',
  infrastructure: 'Le afecta porque forma parte de la infraestructura en la que se apoyan todos los servicios.',
  uses: 'Le afecta porque utiliza {services}.',
  planned: 'Qué se prevé',
  whatChanges: 'Qué cambia',
  why: 'Por qué',
  urgent: 'Por qué no puede esperar',
  untilThen: 'Hasta entonces',
  whyThisDate: 'Por qué esta fecha',
  published: 'Texto publicado',
  kind: 'Tipo de cambio',
  closes: 'Fin del plazo',
  closed: 'Fin del plazo',
  start: 'Inicio previsto',
  asBefore: 'como hasta ahora: {items}',
  added: 'nuevo: {items}',
  gone: 'ya no: {items}',
  leaves: '{company} deja el registro.',
  hash: 'Lo que dicen las notificaciones de este cambio quedó fijado al publicarse y se conserva palabra por palabra. Su SHA-256 es {hash}.',
  rights: 'Los derechos que le corresponden conforme al contrato de encargo y a la ley no se ven afectados.',
  read: 'Leer el cambio y responder',
  open: 'Abrir este cambio en Demur',
  calendar: 'Añadir la fecha límite a su calendario',

  reminderSubject: '{days, plural, =0 {El plazo termina hoy} one {Queda # día} other {Quedan # días}}: {title}',
  reminderLede:
    'Hasta {close}, {subscriber} todavía puede presentar una objeción a este cambio: {days, plural, =0 {el plazo termina hoy} one {queda # día} other {quedan # días}}.',
  reminderLedeSpecific:
    'Hasta {close}, este cambio requiere todavía la conformidad expresa de {subscriber}: {days, plural, =0 {el plazo termina hoy} one {queda # día} other {quedan # días}}.',
  reminderNone: 'No consta ninguna respuesta suya.',
  reminderStop: 'Prescindir de los recordatorios',

  extendedSubject: 'Más tiempo: objeciones hasta el {day} ({title})',
  extendedLede:
    '{subscriber} puede presentar una objeción a este cambio hasta {close}. Antes, el plazo duraba hasta {former}.',
  extendedLedeSpecific:
    'Este cambio requiere la conformidad expresa de {subscriber} hasta {close}. Antes, el plazo duraba hasta {former}.',
  extendedAccepted: 'Su «sin objeción» sigue constando. Puede revocarse hasta entonces.',
  extendedObjected: 'Su objeción se mantiene.',
  extendedStart:
    'El inicio previsto es ahora anterior. Las nuevas condiciones esperan, para su organización, hasta que termine el plazo.',
  extendedOver: 'El plazo para este cambio se amplió hasta {close}. Antes, duraba hasta {former}.',

  withdrawnSubject: 'Retirado: {title}',
  withdrawnLede:
    'No tiene que hacer nada: retiramos este cambio el {instant} y sus nuevas condiciones no entrarán en vigor.',
  withdrawnGoesOn: 'Lo que regía hasta ahora sigue igual.',
  withdrawnOpen: 'El plazo, que habría durado hasta {close}, ha terminado.',
  withdrawnAccepted: 'Su «sin objeción» sigue constando. Ya no se deriva nada de ello.',
  withdrawnDeemed: 'Su plazo se había cerrado sin ninguna objeción suya. Ya no se deriva nada de ello.',
  withdrawnNotAuthorised: 'Su plazo se había cerrado sin respuesta suya. Ya no se deriva nada de ello.',
  withdrawnObjection: 'Su objeción {reference} terminó con el cambio. Sigue constando.',
  withdrawnDecided: 'La decisión sobre su objeción {reference} sigue constando.',

  supersededSubject: 'Ya no requiere respuesta: {title}',
  supersededLede:
    'No tiene que hacer nada: el {instant}, un cambio corregido ocupó el lugar de este, por lo que su plazo, hasta {close}, ha terminado.',
  supersededNoNotice: 'El cambio corregido no afecta a su organización, por lo que no recibe notificación de él.',
  supersededObjection: 'Su objeción {reference} terminó con esta notificación. Sigue constando.',
  supersededAnswer: 'La respuesta que dio sigue constando. Ya no se deriva nada de ella.',

  carriedSubject: 'Su objeción {reference} se mantiene respecto de una notificación corregida',
  carriedLede:
    'No es necesario que presente su objeción de nuevo: se mantiene respecto de la notificación corregida {notice}, cuyo plazo dura hasta {close}.',
  carriedAs:
    'Ahora es {reference}; se presentó como {before} respecto de {noticeBefore}. El texto, las medidas solicitadas y los archivos son los mismos, y se tiene por recibida cuando lo fue.',
  carriedLate:
    'Respecto de la notificación anterior se presentó fuera de plazo. Respecto de la corregida está dentro de plazo.',
  carriedDecided:
    'La decisión sobre ella se tomó sobre otras condiciones, por lo que no vale para el cambio corregido. La objeción vuelve a estar en examen.',
  carriedUndecided: 'Si había una pregunta o una propuesta pendiente, terminó con la notificación anterior.',
  carriedRetract: 'Si la corrección atiende sus motivos, un firmante puede desistir de la objeción en Demur.',

  serviceSubject: '{service} está activado, y autorizado lo que hay detrás',
  serviceLede:
    'No tiene que hacer nada: el {instant}, {by} activó {service} para {subscriber} y autorizó a los subencargados que hay detrás.',
  serviceNobody: 'Ningún subencargado está detrás de este servicio solo, por lo que no hubo que autorizar a ninguno.',
  serviceAuthorised: 'Autorizado',
  serviceToCome: 'Cambios previstos',
  serviceNotices:
    'Cada uno se le plantea en una notificación propia, con un plazo completo. Lo que se marcó consta como «sin objeción», que puede revocarse hasta que termine el plazo.',
  serviceNotice: '{title}, {reference}: hasta {close}',
  serviceAccepted: '{title}, {reference}: consta «sin objeción», que puede revocarse hasta {close}',
  serviceOpen: 'Abrir sus servicios en Demur',
};
