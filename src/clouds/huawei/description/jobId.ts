// The ids that a job of Huawei may have.

/**
 * The id stands in the path, so it keeps to characters that no encoder touches (vendor documentation A15); "." and ".." would name
 * another path.
 */
export const jobIdPattern = /^(?!\.{1,2}$)[A-Za-z0-9\-._~]{1,128}$/;
