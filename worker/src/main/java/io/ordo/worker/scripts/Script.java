package io.ordo.worker.scripts;

import java.util.List;
import java.util.Map;

/**
 * Code for an interpreter.
 *
 * @param interpreter the words in front of the file's path
 * @param variables what the interpreter wants in its environment
 */
record Script(String fileName, String code, List<String> interpreter, Map<String, String> variables) {}
