// Names of the two lists of a connection that are no state's.

/** The list of everything not described by the cloud's known states. */
export const elsewhere = "";

/** The list of all jobs, for groupings other than by state. */
export const everything = "*";
