/** What leaves the verbs for the browser, by the page that shows it. */
export * from "./activity";
export * from "./integration";
export * from "./status";
export * from "./user";
