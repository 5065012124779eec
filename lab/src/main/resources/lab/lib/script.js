/// Loads a classic script of this server, for libraries that are no modules.
export function script(path) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = path;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`The lab could not load ${path}`));
    document.head.append(element);
  });
}
