// The package's first file warns on standard error about every Node whose binary carries no LTS name, also the one
// pinned here; this file of it does not. Its types are those of the package.
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}
