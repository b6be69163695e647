/** Reads Word and HTML documents. It is large and loaded when such a document is opened. */
export type DocumentReader = typeof import('./readDocument.ts');

/** What the import of procedures needs of the platform; a browser cannot load a second file. */
export interface ProcedureImportPlatform {
  readonly loadDocumentReader?: () => Promise<DocumentReader>;
}
