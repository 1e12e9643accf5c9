package io.dialogue.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Texts of the application as parts of TypeScript, where they must not end what they
 * stand in.
 */
final class TypeScriptText {

	private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

	private TypeScriptText() {
	}

	/** A literal of a string. */
	static String string(String text) {
		return JsonNodeFactory.instance.stringNode(text).toString();
	}

	/** A name of a property. */
	static String property(String name) {
		return IDENTIFIER.matcher(name).matches() ? name : string(name);
	}

	/** The type of texts with fixed parts, and anything between them. */
	static String template(List<String> literals) {
		String template = String.join("${string}",
				literals.stream().map((literal) -> literal.replaceAll("[\\\\`$]", "\\\\$0")).toList());
		return template.equals("${string}") ? "string" : "`" + template + "`";
	}

	/** A comment of lines, or nothing if there are none. */
	static String comment(List<String> texts, String indent) {
		List<String> lines = new ArrayList<>();
		for (String text : texts) {
			text.replace("*/", "*\\/")
				.lines()
				.map((line) -> line.replaceAll("\\p{Cntrl}", " ").strip())
				.filter((line) -> !line.isEmpty())
				.forEach(lines::add);
		}
		if (lines.isEmpty()) {
			return "";
		}
		if (lines.size() == 1) {
			return indent + "/** " + lines.get(0) + " */\n";
		}
		StringBuilder comment = new StringBuilder(indent).append("/**\n");
		lines.forEach((line) -> comment.append(indent).append(" * ").append(line).append('\n'));
		return comment.append(indent).append(" */\n").toString();
	}

}
