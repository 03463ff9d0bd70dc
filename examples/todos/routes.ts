import type { Context } from "./app";
import type { Reply } from "./http";
import { account, confirmDeletion, deleteAccount, saveName } from "./routes/account";
import { showConnect } from "./routes/connect";
import { showSignIn, showSignUp, signIn, signOut, signUp } from "./routes/sign";
import { addTodo, changeTodo, removeTodo, showTodos } from "./routes/todos";

export const routes: Record<string, (context: Context) => Promise<Reply> | Reply> = {
  "GET /": showTodos,
  "POST /todos": addTodo,
  "POST /todos/toggle": changeTodo,
  "POST /todos/delete": removeTodo,
  "GET /sign-up": showSignUp,
  "POST /sign-up": signUp,
  "GET /sign-in": showSignIn,
  "POST /sign-in": signIn,
  "POST /sign-out": signOut,
  "GET /account": account,
  "POST /account": saveName,
  "GET /account/delete": confirmDeletion,
  "POST /account/delete": deleteAccount,
  "GET /connect": showConnect,
};
