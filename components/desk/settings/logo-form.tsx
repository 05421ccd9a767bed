import { Banner } from '#components/ui/banner.tsx';
import { FileField } from '#components/ui/file-field.tsx';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type LogoFormProps = {
  /** What its picture's address ends with; null: none is set. */
  logo: string | null;
  /** Why the picture that was sent is not taken. */
  problem?: string;
};

/** The vendor's picture, and what takes its place. An ordinary form, since a picture is no text. */
export function LogoForm({ logo, problem }: LogoFormProps) {
  return (
    <>
      {problem ? <Banner tone="bad">{problem}</Banner> : null}
      {logo ? (
        <p className="mb-4">
          {/* biome-ignore lint/performance/noImgElement: as it was uploaded, and nothing here resizes pictures */}
          <img src={`/logo/${logo}`} alt="The logo as it is now" className="h-12 max-w-60 object-contain" />
        </p>
      ) : (
        <Note className="mb-4">None is set.</Note>
      )}
      <form action="/desk/settings/logo" method="post" encType="multipart/form-data">
        <FileField
          label="Picture"
          name="file"
          accept="image/png,image/jpeg,image/webp"
          hint="PNG, JPEG or WebP of at most 200 kB. It stands 32 pixels high at the head of every page."
        />
        <div className="mt-4 flex flex-wrap gap-3">
          <SubmitButton look="quiet" name="do" value="set">
            Set logo
          </SubmitButton>
          {logo ? (
            <SubmitButton look="danger" name="do" value="remove">
              Remove logo
            </SubmitButton>
          ) : null}
        </div>
      </form>
    </>
  );
}
