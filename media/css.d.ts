// Lets the bundler take in style sheets where the code that needs them says so.
declare module "*.css";
