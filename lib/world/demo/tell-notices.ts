import type { Actor } from '#lib/access/actor.ts';
import { askApproval } from '#lib/changes/ask-approval.ts';
import { saveChangeDraft } from '#lib/changes/save-change-draft.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { keep } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { askMoreTime } from '#lib/notices/ask-more-time.ts';
import { askQuestion } from '#lib/notices/ask-question.ts';
import { leaveConcern } from '#lib/notices/leave-concern.ts';
import { recordAcceptance } from '#lib/notices/record-acceptance.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { sendMessage } from '#lib/notices/send-message.ts';
import { takeBackAcceptance } from '#lib/notices/take-back-acceptance.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { type ChangeOptions, change } from '../change.ts';
import { extension, withdrawal } from '../desk.ts';
import { draft } from '../objection.ts';
import { serviceTakenUp } from '../service-use.ts';
import { accepted, by, byOwner, done } from '../world.ts';
import type { Cast } from './cast.ts';
import type { DemoCompany } from './companies.ts';
import { type ServiceSlug, type SubscriberName, subscribers } from './parties.ts';
import type { Script } from './script.ts';
import { type ChangeTold, readingVerbs, type Who } from './tell-readings.ts';

interface ChangeTelling extends Pick<ChangeOptions, 'kind' | 'title' | 'reason' | 'note' | 'urgent'> {
  /** A company that joins; or the change through which it joined, and what is now said of it. */
  company?: DemoCompany['company'];
  of?: ChangeTold;
  terms?: DemoCompany['terms'];
  services?: ServiceSlug[];
  /** The change through which the company that it replaces joined. */
  replaces?: ChangeTold;
  /** Or the slug of one in the first register. */
  replacesFirst?: string;
  supersedes?: ChangeTold;
  /** Days from today; negative: it has started. */
  starts: number;
}

/** What happens about changes and notices, each at so many days before today and a time of day. */
export function noticeVerbs(cast: Cast, script: Script) {
  const { world, services, subscribers: parties } = cast;
  const { reads, beforeActing } = readingVerbs(cast, script);
  const on = <T>(daysAgo: number, time: string, what: string, act: (at: Instant) => Promise<T>) =>
    script.on(daysAgo, time, what, act);
  const who = (name: SubscriberName, person: Who) => parties[name][person];
  const noticeId = (told: ChangeTold, name: SubscriberName) => told.value.noticeOf(parties[name]);

  /** A command about one notice by somebody of its subscriber. */
  const aboutNotice =
    <I, S, D extends Decided, R, A extends Actor>(command: Command<I, S, D, R, A>, person: Who, says: boolean) =>
    (daysAgo: number, time: string, told: ChangeTold, name: SubscriberName, body?: string) => {
      beforeActing(daysAgo, time, told, name, person);
      on(daysAgo, time, `${command.name} by ${subscribers[name].name}`, (at) =>
        done(command, by(world, who(name, person), at), {
          noticeId: noticeId(told, name),
          ...(says ? { idempotencyKey: newId(), body } : {}),
        }),
      );
    };

  return {
    publish(daysAgo: number, time: string, telling: ChangeTelling): ChangeTold {
      const {
        company,
        of,
        terms,
        services: slugs = [],
        replaces,
        replacesFirst,
        supersedes,
        starts,
        ...said
      } = telling;
      return on(daysAgo, time, `publish “${said.title}”`, (at) =>
        change(world, {
          ...said,
          publishedAt: at,
          plannedStartOn: script.day(starts),
          subprocessorId: of?.value.subprocessorId,
          replacesId: replacesFirst ? cast.companies[replacesFirst] : replaces?.value.subprocessorId,
          supersedes: supersedes?.value.changeId,
          company: company && {
            ...company,
            certifications: (company.certifications ?? []).map(({ name, validForDays }) => ({
              name,
              validTo: script.day(validForDays),
            })),
          },
          services: slugs.map((slug) => services[slug]),
          terms,
        }),
      );
    },
    withdraw: (daysAgo: number, time: string, told: ChangeTold, reason: string) =>
      on(daysAgo, time, 'withdraw a change', (at) => withdrawal(world, { at, changeId: told.value.changeId, reason })),
    extend: (daysAgo: number, time: string, told: ChangeTold, name: SubscriberName, lastDay: number, reason: string) =>
      on(daysAgo, time, `extend the window of ${subscribers[name].name}`, (at) =>
        extension(world, { at, noticeId: noticeId(told, name), lastDay: script.day(lastDay), reason }),
      ),
    reads,
    accepts: aboutNotice(recordAcceptance, 'signatory', false),
    takesBack: aboutNotice(takeBackAcceptance, 'signatory', false),
    asksEarlyStart: aboutNotice(requestEarlyStart, 'signatory', false),
    asks: aboutNotice(askQuestion, 'contact', true),
    asksMoreTime: aboutNotice(askMoreTime, 'signatory', true),
    /** The vendor's side of a case. */
    answers: (daysAgo: number, time: string, told: ChangeTold, name: SubscriberName, body: string) =>
      on(daysAgo, time, `the vendor writes to ${subscribers[name].name}`, (at) =>
        done(sendMessage, by(world, world.adminId, at), {
          noticeId: noticeId(told, name),
          idempotencyKey: newId(),
          body,
        }),
      ),
    leavesConcern: (daysAgo: number, time: string, told: ChangeTold, name: SubscriberName, body: string) =>
      on(daysAgo, time, `${subscribers[name].name} leaves a concern`, (at) =>
        done(leaveConcern, by(world, who(name, 'signatory'), at), {
          changeId: told.value.changeId,
          idempotencyKey: newId(),
          body,
        }),
      ),
    prepares: (
      daysAgo: number,
      time: string,
      told: ChangeTold,
      name: SubscriberName,
      content: Record<string, unknown>,
    ) => {
      beforeActing(daysAgo, time, told, name, 'contact');
      on(daysAgo, time, `${subscribers[name].name} prepares an objection`, (at) =>
        draft(world, { at, noticeId: noticeId(told, name), userId: who(name, 'contact'), content }),
      );
    },
    /** What the wizard holds of a change that is not published. */
    draftsChange: (
      daysAgo: number,
      time: string,
      told: ChangeTold,
      { starts, note, ...fields }: Record<string, unknown> & { starts: number; note: string },
    ) =>
      on(daysAgo, time, 'draft a change', async (at) => {
        const about = { subprocessorId: told.value.subprocessorId, plannedStartOn: script.day(starts) };
        const changes = [{ ...about, ...fields }];
        return accepted(await keep(saveChangeDraft, by(world, world.adminId, at), { content: { note, changes } }));
      }),
    asksApproval: (daysAgo: number, time: string, draft: { value: { draftId: string } }) =>
      on(daysAgo, time, 'ask for the approval of a draft', (at) =>
        done(askApproval, by(world, world.adminId, at), { draftId: draft.value.draftId }),
      ),
    /** The vendor switches it on; changes that are pending give it a notice in mid-window. */
    takesUp: (daysAgo: number, time: string, name: SubscriberName, slug: ServiceSlug, instruction: string) =>
      on(daysAgo, time, `${subscribers[name].name} takes up a service`, (at) =>
        done(takeUpService, by(world, world.adminId, at), {
          subscriberId: parties[name].subscriberId,
          serviceId: services[slug],
          instruction,
        }),
      ),
    /** Its signatory authorises the sub-processors behind it. */
    authorises: (daysAgo: number, time: string, name: SubscriberName, slug: ServiceSlug) =>
      on(daysAgo, time, `${subscribers[name].name} authorises a service`, (at) =>
        serviceTakenUp(world, { at, userId: who(name, 'signatory'), serviceId: services[slug] }),
      ),
    drops: (daysAgo: number, time: string, name: SubscriberName, slug: ServiceSlug) =>
      on(daysAgo, time, `${subscribers[name].name} drops a service`, (at) =>
        done(dropService, byOwner(world, at), { subscriberId: parties[name].subscriberId, serviceId: services[slug] }),
      ),
  };
}
