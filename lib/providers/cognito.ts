import { z } from "zod";
import { apiAddress } from "@/lib/providers/address";
import { askCognito, type CognitoCredentials, endpointOf, name } from "@/lib/providers/cognito-api";
import { createUser, deleteUser, getUser, listUsers } from "@/lib/providers/cognito-users";
import type { Provider, ProviderProject, QuickLinks } from "@/lib/providers/types";

const docs = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html";

const credentialsSchema = z.object({
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "The region of the user pool, such as eu-central-1")
    .meta({ label: "Region", help: "The AWS region of the user pool.", placeholder: "eu-central-1", secret: false }),
  accessKeyId: z.string().min(1).meta({
    label: "Access key ID",
    help: "Of an IAM user made for Rollcall.",
    placeholder: "AKIA…",
    secret: false,
  }),
  secretAccessKey: z
    .string()
    .min(1)
    .meta({ label: "Secret access key", help: "Shown once, with its ID.", placeholder: "", secret: true }),
  roleArn: z
    .union([z.literal(""), z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/)], "The ARN of an IAM role")
    .default("")
    .meta({
      label: "Role",
      help: "For a user pool in another account: the role there that the key assumes.",
      placeholder: "arn:aws:iam::123456789012:role/rollcall",
      secret: false,
      advanced: true,
    }),
  externalId: z.string().default("").meta({
    label: "External ID",
    help: "What that role asks for, if anything.",
    placeholder: "",
    secret: false,
    advanced: true,
  }),
  baseUrl: apiAddress("https://cognito-idp.eu-central-1.amazonaws.com"),
  userPoolId: z.string().default(""),
});

const Pool = z
  .object({ Id: z.string().min(1), Name: z.string() })
  .transform(({ Id, Name }): ProviderProject => ({ id: Id, name: Name }));
const Pools = z.object({ UserPools: z.array(Pool).default([]), NextToken: z.string().nullish() });

async function listProjects(credentials: CognitoCredentials): Promise<ProviderProject[]> {
  const pools: ProviderProject[] = [];
  for (let NextToken: string | undefined; ; ) {
    const body = { MaxResults: 60, NextToken };
    const page = await askCognito(credentials, { action: "ListUserPools", body, schema: Pools });
    pools.push(...page.UserPools);
    if (!page.NextToken || page.NextToken === NextToken) return pools;
    NextToken = page.NextToken;
  }
}

const identify = (credentials: CognitoCredentials): Promise<ProviderProject> =>
  askCognito(credentials, {
    action: "DescribeUserPool",
    body: { UserPoolId: credentials.userPoolId },
    schema: z.object({ UserPool: Pool }).transform(({ UserPool }) => UserPool),
  });

async function select(credentials: CognitoCredentials, projectId: string): Promise<CognitoCredentials> {
  const chosen = { ...credentials, userPoolId: projectId };
  await identify(chosen);
  return chosen;
}

const page = ({ region, userPoolId }: CognitoCredentials, path: string) => {
  const host = region.startsWith("cn-") ? "console.amazonaws.cn" : "console.aws.amazon.com";
  return `https://${region}.${host}/cognito/v2/idp/user-pools/${encodeURIComponent(userPoolId)}${path}?region=${region}`;
};

const linksOf = (credentials: CognitoCredentials): QuickLinks => ({
  console: page(credentials, "/info/quick-start"),
  users: page(credentials, "/users"),
  apiKeys: page(credentials, "/applications/app-clients"),
  signInMethods: page(credentials, "/authentication/social-and-external-providers"),
  docs,
});

/** User pools of AWS Cognito. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html */
export const cognito = {
  id: "cognito",
  name,
  tagline: "The users of an AWS user pool, read with an IAM key.",
  docsUrl: docs,
  keyHelp: {
    text: "Make an IAM user that may call ListUserPools, DescribeUserPool, ListUsers and AdminGetUser of cognito-idp.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/security-iam.html",
  },
  credentials: credentialsSchema,
  address: (credentials) => endpointOf(credentials, "cognito-idp"),
  tracksUpdates: true,
  volatile: [],
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html
  facts: {
    verified: '$.Attributes[*] ? (@.Name == "email_verified").Value == "true"',
    banned: "$.Enabled == false",
  },
  // ListUsers, over all pools of the account in the region; reads by id have 120 a second.
  // https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html#category_operations
  limit: { requests: 30, perSeconds: 1 },
  listProjects,
  select,
  links: (_project, credentials) => linksOf(credentials),
  userLink: (_project, credentials, id) => page(credentials, `/users/details/${encodeURIComponent(id)}`),
  listUsers,
  getUser,
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
  listsLag: true,
  identify,
  createUser,
  deleteUser,
} satisfies Provider<CognitoCredentials>;
