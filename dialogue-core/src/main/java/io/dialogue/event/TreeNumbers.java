package io.dialogue.event;

import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.TreeTraversingParser;

/**
 * Lets a tree be bound as if it were read from its text: who asks for a decimal gets all
 * digits, and who asks for any number gets a double.
 */
final class TreeNumbers extends TreeTraversingParser {

	TreeNumbers(JsonNode tree, ObjectReadContext context) {
		super(tree, context);
	}

	private boolean isDecimal() {
		return currentNode().isBigDecimal();
	}

	@Override
	public NumberTypeFP getNumberTypeFP() {
		return isDecimal() ? NumberTypeFP.UNKNOWN : super.getNumberTypeFP();
	}

	@Override
	public Number getNumberValue() {
		return isDecimal() ? (Number) getDoubleValue() : super.getNumberValue();
	}

	/** What is kept for later is kept as text. */
	@Override
	public Object getNumberValueDeferred() {
		return isDecimal() ? currentNode().asString() : super.getNumberValueDeferred();
	}

	/** Infinite where it is too large, as from text. */
	@Override
	public double getDoubleValue() {
		return isDecimal() ? currentNode().decimalValue().doubleValue() : super.getDoubleValue();
	}

	@Override
	public float getFloatValue() {
		return isDecimal() ? currentNode().decimalValue().floatValue() : super.getFloatValue();
	}

}
