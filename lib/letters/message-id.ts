/**
 * The Message-ID of a delivery: the same at every try, so that a receiver knows a second copy for what it is.
 * @param origin the installation's address
 */
export function messageIdOf(deliveryId: string, origin: string): string {
  return `<${deliveryId}@${new URL(origin).hostname}>`;
}
