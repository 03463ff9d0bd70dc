"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { fetchToaster, toastAsked } from "./toasts";

const Toaster = lazy(() => fetchToaster().then((module) => ({ default: module.Toaster })));

/** Nothing until the first toast. */
export function ToastsPlace() {
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const ask = () => setAsked(true);
    window.addEventListener(toastAsked, ask);
    return () => window.removeEventListener(toastAsked, ask);
  }, []);
  return (
    isAsked && (
      <Suspense>
        <Toaster />
      </Suspense>
    )
  );
}
