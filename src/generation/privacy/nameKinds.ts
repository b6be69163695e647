/** What a name is the name of. */
export type NameKind = 'tool' | 'field' | 'value' | 'type' | 'path' | 'host' | 'text' | 'name';

/** Reports a name that must not leave. */
export type NameSink = (kind: NameKind, name: string) => void;
