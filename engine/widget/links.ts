/**
 * Where a link of a prompt may lead: to the application itself, or over https to a host that the page lists (`*.example.com` for
 * all below it). Any other text is no link.
 */
export const allowedLink = (href: string, hosts: readonly string[]): string | undefined => {
  if (!URL.canParse(href, location.href)) return undefined;
  const url = new URL(href, location.href);
  const { protocol, hostname, origin } = url;
  const isOwn = origin === location.origin && /^https?:$/.test(protocol);
  const isListed =
    protocol === 'https:' &&
    hosts.some(host => host === hostname || (host[0] === '*' && hostname.endsWith(host.slice(1))));
  return isOwn || isListed ? url.href : undefined;
};
