// The ids that a job of Alibaba may have.

/** The format is not documented, and the documents' own example is masked with asterisks; the id is a parameter, so any of these is safe. */
export const jobIdPattern = /^[\x21-\x7e]{1,128}$/;
