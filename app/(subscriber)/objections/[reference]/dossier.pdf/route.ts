import { caseDownload } from '../../../../cases/case-download.ts';

export const dynamic = 'force-dynamic';

/** The case of one's own objection, to take away. */
export async function GET(request: Request, { params }: { params: Promise<{ reference: string }> }): Promise<Response> {
  return caseDownload(request, (await params).reference, 'pdf');
}
