package imhook

import "encoding/json"

// Segment is one piece of the content of a message. A type switch tells the kinds apart: *TextSegment, *ImageSegment and
// so on and, for what a newer library may write, *OtherSegment.
type Segment interface {
	// SegmentType is the word that tells the segment from others in JSON, such as "text".
	SegmentType() string
}

// Segments is the content of a message in reading order.
type Segments []Segment

// OtherSegment is a segment that this version of the package has no type for.
type OtherSegment struct {
	Type string
	// JSON is the whole segment.
	JSON json.RawMessage
}

// SegmentType is the word that tells the segment from others.
func (s *OtherSegment) SegmentType() string { return s.Type }

// MarshalJSON gives the segment as it came.
func (s *OtherSegment) MarshalJSON() ([]byte, error) { return s.JSON, nil }

// UnmarshalJSON reads each segment as what its type says.
func (s *Segments) UnmarshalJSON(text []byte) error {
	var elements []json.RawMessage
	if err := json.Unmarshal(text, &elements); err != nil {
		return err
	}
	*s = make(Segments, len(elements))
	for index, element := range elements {
		segment, err := segmentOf(element)
		if err != nil {
			return err
		}
		(*s)[index] = segment
	}
	return nil
}

func segmentOf(text json.RawMessage) (Segment, error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return nil, err
	}
	create, ok := newSegment[head.Type]
	if !ok {
		return &OtherSegment{head.Type, text}, nil
	}
	segment := create()
	return segment, json.Unmarshal(text, segment)
}
