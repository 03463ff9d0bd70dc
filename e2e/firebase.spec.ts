import { startFirebase } from "@/lib/providers/fixtures/firebase";
import { usersTable, waitForParity } from "./support/console";
import { listening, openNewProject, selectAndConnect } from "./support/project";
import { expect, test } from "./support/test";

test.use({ instance: "providers" });

test("Firebase, by a service account's key: what has no events arrives with the full check", async ({
  page,
  rollcall,
  target,
}) => {
  const firebase = await startFirebase();
  await firebase.addUsers(2);
  await openNewProject(page, rollcall, target, "firebase");
  const { serviceAccount = "", baseUrl = "" } = firebase.credentials(firebase.origin);
  await page.getByRole("link", { name: "Connect Firebase" }).click();
  await page.getByLabel("Service account key").fill("{ not a key");
  await page.getByText("Advanced").click();
  await page.getByLabel("API address").fill(baseUrl);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("main")).toContainText("The whole JSON key file of a service account");
  await expect(page.getByLabel("Service account key")).toHaveValue("{ not a key");
  await page.getByLabel("Service account key").fill(serviceAccount);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("radio", { name: firebase.projectId })).toBeChecked();
  await selectAndConnect(page);
  await waitForParity(page);
  await expect(listening(page)).toContainText("Changes arrive within an hour, with the next full check.");
  await expect(usersTable(page).getByRole("row")).toHaveCount(3);
  await firebase.addUsers(1);
  await page.getByRole("button", { name: "Resync now" }).click();
  await expect(usersTable(page).getByRole("row")).toHaveCount(4);
  await waitForParity(page);
  await firebase.stop();
});
