'use client';

/** A file that is stored whole with the draft. */
export interface Attached {
  id: string;
  name: string;
  size: number;
  sha256: string;
}

/** A file on its way, or refused. */
export interface Arriving {
  key: string;
  file: File;
  percent: number;
  /** Why it was not attached. */
  refused: string | null;
}

let count = 0;

export function arriving(file: File): Arriving {
  count += 1;
  return { key: `arriving-${count}`, file, percent: 0, refused: null };
}

const BROKEN_OFF = 'The upload broke off. Attach the file again.';

/** Sends one file by itself. XMLHttpRequest, since fetch does not say how far an upload has come. */
export function upload(
  noticeId: string,
  file: File,
  limit: number,
  onProgress: (percent: number) => void,
): Promise<{ ok: true; value: Attached } | { ok: false; sentence: string }> {
  if (file.size > limit)
    return Promise.resolve({ ok: false, sentence: 'It is larger than 20 MB, the most that one file may have.' });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/changes/${noticeId}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    request.onload = () => {
      const said = answerOf(request.responseText);
      if (request.status === 201 && said.fileId)
        resolve({
          ok: true,
          value: {
            id: said.fileId,
            name: said.name ?? file.name,
            size: said.size ?? file.size,
            sha256: said.sha256 ?? '',
          },
        });
      else resolve({ ok: false, sentence: said.title ?? BROKEN_OFF });
    };
    request.onerror = () => resolve({ ok: false, sentence: BROKEN_OFF });
    request.onabort = () => resolve({ ok: false, sentence: BROKEN_OFF });
    request.send(file);
  });
}

/** Takes a stored file off the draft. @returns why it is still there; null: it is gone */
export async function removeStored(noticeId: string, fileId: string): Promise<string | null> {
  try {
    const answer = await fetch(`/changes/${noticeId}/files?file=${fileId}`, { method: 'DELETE' });
    // one that is gone already need not be removed again
    if (answer.ok || answer.status === 404) return null;
    return answerOf(await answer.text()).title ?? 'It could not be removed. Try again.';
  } catch {
    return 'There is no connection, so the file is still attached. Try again.';
  }
}

/** What the route answers: a stored file, or problem details whose title is the sentence for the person. */
function answerOf(text: string): { fileId?: string; name?: string; size?: number; sha256?: string; title?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
