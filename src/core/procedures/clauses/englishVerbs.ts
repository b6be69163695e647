/** Verbs of instructions, in the form an instruction begins with. */
const INSTRUCTING = `
do authenticate login logon join delegate release blacklist whitelist reinstate prefer speak talk listen
smile knock fold sort assemble disassemble spray polish vacuum push pull ask tell give go check call open
close send offer refund transfer escalate note write record press restart replace book cancel create update
use run stop end return repeat proceed continue skip inform notify confirm verify look find get obtain take
put add remove set mark make move mail contact report refuse deny reject decline accept approve pay charge
ship order print scan weigh photograph collect hand pass route forward assign try retry wait explain advise
suggest propose register log file attach upload download enter select choose click read say reply respond
follow perform complete submit schedule issue list search block unblock lock unlock reset enable disable
install clean inspect measure test turn switch keep hold store save copy start begin finish ensure guide
help show bring deliver fetch leave let have cut sign seal label secure greet thank document review compare
calculate count refer invite request require wash dry cover apply stay evacuate alert page prepare provide
state arrange include treat lift drain fill refill discard dispose isolate quarantine swap exchange waive
grant extend renew suspend terminate archive delete publish merge deploy roll revert back restore rinse
plug unplug tap type dial reboot rebuild retrieve receive gather capture quote process pack unpack wrap mix
pour heat cool dispense administer inject swab disinfect sanitize sterilize mop sweep wipe scrub empty
restock assess evaluate analyze analyse identify determine establish define develop draft edit format
validate monitor observe track trace examine diagnose troubleshoot resolve fix repair adjust calibrate
align tighten loosen detach connect disconnect mount unmount configure initialize launch execute trigger
invoke query import export sync synchronize scale cordon failover promote demote rotate revoke provision
decommission patch upgrade downgrade migrate ping ssh navigate browse scroll drag drop paste rename backup
compress extract purge flush clear triage prioritize classify categorize summarize communicate coordinate
consult discuss negotiate agree meet attend train instruct teach brief debrief warn remind reassure
acknowledge appreciate empathize welcome escort accompany usher serve post announce broadcast authorize
sanction certify reconcile debit credit deposit withdraw invoice bill reimburse compensate deduct estimate
forecast purchase procure supply pick place position insert load unload lower raise hoist park drive walk
stand sit lie grip grasp squeeze shake stir filter dilute freeze thaw incubate centrifuge pipette obey
avoid maintain retain preserve protect wear doff remain consider restrict permit allow enforce impose
acquire solicit elicit interview probe investigate research audit survey gauge transcribe input debug exit
familiarize familiarise expect eradicate recover implement spend present dispatch visit initiate conduct
produce study introduce outline describe specify designate nominate engage mobilise mobilize appoint
reassign reallocate transport tag rebook disarm supervise organise organize prioritise categorise sanitise
sterilise summarise authorise finalise finalize recognise recognize standardise standardize empathise
minimise minimize optimise optimize initialise synchronise bag distribute soak grind brew chill plate
garnish season slice chop peel marinate reheat portion crate feed groom leash handle harvest plant irrigate
excavate weld solder machine drill trim sand prime paint glue tidy dust strip stack rack palletize
palletise reorder replenish redirect reschedule reissue resend resubmit recheck reconfirm retest rerun
reinstall reconnect reassess revisit rework relay summon inquire enquire chase embed commit rate score rank
flag highlight annotate bookmark screenshot photocopy staple fax initial countersign notarize notarise
redact anonymize anonymise encrypt decrypt contain remediate mitigate neutralize neutralise decontaminate
ventilate barricade apprehend restrain resuscitate bandage elevate immobilize immobilise reposition undress
dress bathe palpate auscultate titrate taper suction intubate decide favor favour plan address dim ring
fulfil fulfill match tick circle underline
vortex grab dump reinforce clock
change stock refresh attempt respect preload impute link clarify comp
`;

/** The verbs of instructions, one word each. */
export const VERBS: ReadonlySet<string> = new Set(INSTRUCTING.trim().split(/\s/));

/** Verbs that are more than one word, or are one only before certain words. */
const PHRASES = String.raw`be(?= \w+)|shut ?down|set ?up|work(?= with)|reach out|apologi[sz]e|e-?mail`;
/** Words that are more often the name of something where these words follow. */
const NAMES = String.raw`(?!\w+ (?:is|are|was|were|has|had)\b|(?:address|plan|present|rate|score) (?:on|of|for|line)\b)`;
/** `Politely ask`, `Just notify`: words before the verb that only say how. */
const MANNER =
  '(?:please|kindly|just|simply|politely|briefly|immediately|promptly|quickly|carefully|gently|clearly|securely|thoroughly|quietly|slowly|manually|lightly|firmly|formally|visually|regularly|periodically|personally|calmly)';

/** Words that a clause of instructions begins with. */
export const VERB: RegExp = new RegExp(
  String.raw`^(?:${MANNER}\s+){0,2}${NAMES}(?:${[...VERBS].join('|')}|${PHRASES})\b(?!-\w)`,
  'i',
);
