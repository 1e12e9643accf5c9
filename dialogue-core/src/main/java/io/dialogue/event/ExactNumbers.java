package io.dialogue.event;

import tools.jackson.core.JsonParser;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Lets a tree be read with each number as exact as it is written: as a double where that
 * is the same, otherwise as a decimal. A number whose scale is too large is not a number.
 */
final class ExactNumbers extends JsonParserDelegate {

	private final NumberText text = new NumberText();

	private final int maxScale;

	private boolean outOfRange;

	ExactNumbers(JsonParser parser, int maxScale) {
		super(parser);
		this.maxScale = maxScale;
	}

	/** Asked first for each number that is no integer. */
	@Override
	public NumberTypeFP getNumberTypeFP() {
		this.text.read(this.delegate.getStringCharacters(), this.delegate.getStringOffset(),
				this.delegate.getStringLength());
		this.outOfRange = Math.abs(this.text.scale()) > this.maxScale;
		return (this.outOfRange || this.text.isDouble()) ? NumberTypeFP.DOUBLE64 : NumberTypeFP.BIG_DECIMAL;
	}

	@Override
	public double getDoubleValue() {
		return this.outOfRange ? Double.NaN : super.getDoubleValue();
	}

	@Override
	public boolean isNaN() {
		return this.outOfRange || super.isNaN();
	}

}
