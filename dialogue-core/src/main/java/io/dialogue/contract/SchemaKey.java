package io.dialogue.contract;

import tools.jackson.databind.JavaType;

/**
 * What has a schema of its own: a type, with or without its constraints, and with or
 * without the id that tells which of its subtypes a value is of.
 *
 * @param type the type
 * @param checked whether its constraints are checked
 * @param identified whether a value tells its type
 */
record SchemaKey(JavaType type, boolean checked, boolean identified) {

	/** Stands in references until all names are known. */
	String pointer() {
		return "type:" + this.type.toCanonical() + (this.checked ? "" : "?unchecked")
				+ (this.identified ? "?identified" : "");
	}

	/** The name that it gets if no other wants it. */
	String name() {
		StringBuilder name = new StringBuilder(this.type.getRawClass().getSimpleName());
		for (int i = 0; i < this.type.containedTypeCount(); i++) {
			name.append(new SchemaKey(this.type.containedType(i), true, false).name());
		}
		return name.toString();
	}

}
