/** Fonts and styles, in the order they build on each other. Both windows start with this. */
import '@fontsource-variable/literata/opsz.css';
import '@fontsource-variable/literata/opsz-italic.css';
import '@fontsource-variable/inter/wght.css';
import './tokens.css';
import './base.css';
import './parts.css';
import './prose.css';
