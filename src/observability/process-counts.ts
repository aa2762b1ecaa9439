/** What is counted for the process as a whole: it belongs to no request and to no account. */
export const processCounts = { unhandledRejections: 0, droppedLogLines: 0 };
