import './style.css';
import { start } from './start';

start(document.getElementById('app') as HTMLElement, document.getElementById('sealed')?.textContent ?? '');
