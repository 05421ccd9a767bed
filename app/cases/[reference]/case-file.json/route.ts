import { caseDownload } from '../../case-download.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request, { params }: { params: Promise<{ reference: string }> }): Promise<Response> {
  return caseDownload(request, (await params).reference, 'json');
}
