/** Names the guides that this browser has put away, joined by dots. */
export const seenCookie = "rollcall-seen";

type Guide = { name: string; path: RegExp; sentence: string };

const project = "^/projects/[^/]+";

const guides: Guide[] = [
  {
    name: "projects",
    path: /^\/projects$/,
    sentence: "Each project is one Postgres database. The ones that need a person come first.",
  },
  {
    name: "users",
    path: new RegExp(`${project}/auth$`),
    sentence:
      "This page says whether your table equals the provider's users, and shows its rows as they are right now.",
  },
  {
    name: "user",
    path: new RegExp(`${project}/auth/users/.`),
    sentence: "The provider and your row, both read at this moment. What differs is marked, with the reason.",
  },
  {
    name: "status",
    path: new RegExp(`${project}/auth/status$`),
    sentence: "Each check says what it found. Those that fail come first, with what to do.",
  },
  {
    name: "activity",
    path: new RegExp(`${project}/auth/activity$`),
    sentence: "Every run, every change of state and every decision of a person, newest first.",
  },
  {
    name: "run",
    path: new RegExp(`${project}/auth/activity/runs/.`),
    sentence: "One run from its start to its end: whom it met, what it wrote, and whom it left to a person.",
  },
  {
    name: "sync-settings",
    path: new RegExp(`${project}/auth/settings$`),
    sentence: "What is set here holds for this project's sync alone.",
  },
  {
    name: "database",
    path: new RegExp(`${project}/database$`),
    sentence: "Your database as Rollcall sees it: what its role may do, and what it has made there.",
  },
  {
    name: "people",
    path: new RegExp(`${project}/people$`),
    sentence: "Viewers read and export, admins act on the sync, owners decide about people and the connection.",
  },
  {
    name: "audit",
    path: new RegExp(`${project}/audit$`),
    sentence: "Who did what, and how it ended. Nobody can change an entry.",
  },
  {
    name: "settings",
    path: new RegExp(`${project}/settings$`),
    sentence: "The project's name and its connection. Changing either one leaves every row as it is.",
  },
  {
    name: "account",
    path: /^\/account$/,
    sentence: "Your name as others see it here, and the ways in which you sign in.",
  },
  {
    name: "sessions",
    path: /^\/account\/sessions$/,
    sentence: "Each browser in which you are signed in. Ending one signs it out at once.",
  },
];

/** The guide of the page at this address; undefined for a page that explains itself. */
export const guideOf = (path: string): Guide | undefined => guides.find((guide) => guide.path.test(path));
