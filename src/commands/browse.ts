import type { Target } from '../model/action.ts';
import { webAddress } from '../model/web-address.ts';
import { copyText, showText } from './clipboard.ts';
import type { Command, CommandContext } from './command.ts';
import { relatedRowUnderCursor } from './related-rows.ts';
import { currentTarget } from './targets.ts';
import { lacking, offers } from './verbs.ts';

/** The address of a resource for a browser, or why it has none. */
export type Address = { readonly url: string } | { readonly reason: string };

/**
 * An app's first domain; a server's own address, as no vendor documents the address of a server's page in its panel.
 * A bare IP address has no certificate, so that is http.
 */
export function addressOf({ kind, resource }: Target): Address {
  const text = kind === 'app' ? (resource.domains[0] ?? null) : (resource.ipv4 ?? resource.ipv6);
  if (text === null || text === '')
    return { reason: `${resource.name} has no ${kind === 'app' ? 'domain' : 'address'} to open` };
  return kind === 'app'
    ? siteAddress(text)
    : named(`http://${text.includes(':') ? `[${text}]` : text}/`, text);
}

/** The address of a domain, as a provider writes it: with or without its scheme. */
export const siteAddress = (domain: string): Address =>
  named(/^[a-z][a-z0-9+.-]*:\/\//i.test(domain) ? domain : `https://${domain}/`, domain);

function named(url: string, shown: string): Address {
  const address = webAddress(url);
  return address === null ? { reason: `${shown} is no web address: it is not opened` } : { url: address };
}

/** What `o` opens: the domain under the cursor of the details, else the resource's own address. */
function currentAddress(context: CommandContext): Address {
  const row = relatedRowUnderCursor(context);
  if (row?.type === 'domain') return siteAddress(row.domain.host);
  const target = currentTarget(context);
  return target === null ? { reason: 'There is no row here' } : addressOf(target);
}

/** Opens it; where that is not possible here, shows and copies it for a browser elsewhere. */
async function openAddress(context: CommandContext, url: string): Promise<void> {
  const opened = await context.openUrl(url);
  if (opened.type === 'opened') context.view.setState({ notice: `Opened ${url}` });
  else {
    copyText(context, 'URL', url);
    showText(context, 'Open in a browser', url, `Copied, and shown here, as ${opened.reason}`);
  }
}

function whyNoConsole(context: CommandContext): string | null {
  const target = currentTarget(context);
  if (target === null) return 'There is no row here';
  return offers(target, 'console') ? null : lacking(context, target, 'console').reason;
}

/** The address lets anybody in, once: it is not kept, and said nowhere but where it has to be typed off. */
async function openConsole(context: CommandContext): Promise<void> {
  const target = currentTarget(context);
  if (target?.kind !== 'server') return;
  const { name } = target.resource;
  const { view } = context;
  view.setState({ notice: `Asking for a console of ${name} …` });
  const session = await context.openConsole(target.resource);
  const url = session.ok ? webAddress(session.value.url) : null;
  if (!session.ok) view.setState({ notice: session.problem.message });
  else if (url === null)
    view.setState({ notice: `The console of ${name} has no web address: it is not opened` });
  else {
    const opened = await context.openUrl(url);
    if (opened.type === 'opened') view.setState({ notice: `Opened the console of ${name}` });
    else if (
      showText(context, `Console of ${name}: works once`, url, `Copied, and shown here, as ${opened.reason}`)
    )
      context.copy(url);
    else view.setState({ notice: `No console: ${opened.reason}, and another page is open` });
  }
}

export const browseCommands: readonly Command[] = [
  {
    id: 'open',
    title: "Open in the browser: the app's domain, the server's address",
    keys: ['o'],
    where: ['servers', 'apps', 'live'],
    footer: 'open',
    whyNot: (context) => {
      const address = currentAddress(context);
      return 'reason' in address ? address.reason : null;
    },
    run: (context) => {
      const address = currentAddress(context);
      if ('url' in address) void openAddress(context, address.url);
    },
  },
  {
    id: 'console',
    title: "The server's console in the browser",
    keys: ['v'],
    where: ['servers', 'live'],
    whyNot: whyNoConsole,
    run: (context) => void openConsole(context),
  },
];
