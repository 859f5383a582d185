// Generated from proto/ by `npm run gen`. Do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const api = $root.api = (() => {

    /**
     * Namespace api.
     * @exports api
     * @namespace
     */
    const api = {};

    /**
     * Consistency enum.
     * @name api.Consistency
     * @enum {number}
     * @property {number} CONSISTENCY_LINEARIZABLE=0 CONSISTENCY_LINEARIZABLE value
     * @property {number} CONSISTENCY_STALE=1 CONSISTENCY_STALE value
     */
    api.Consistency = (function() {
        const valuesById = {}, values = Object.create(valuesById);
        values[valuesById[0] = "CONSISTENCY_LINEARIZABLE"] = 0;
        values[valuesById[1] = "CONSISTENCY_STALE"] = 1;
        return values;
    })();

    api.GetRequest = (function() {

        /**
         * Properties of a GetRequest.
         * @memberof api
         * @interface IGetRequest
         * @property {string|null} [key] GetRequest key
         * @property {api.Consistency|null} [consistency] GetRequest consistency
         */

        /**
         * Constructs a new GetRequest.
         * @memberof api
         * @classdesc Represents a GetRequest.
         * @implements IGetRequest
         * @constructor
         * @param {api.IGetRequest=} [properties] Properties to set
         */
        function GetRequest(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * GetRequest key.
         * @member {string} key
         * @memberof api.GetRequest
         * @instance
         */
        GetRequest.prototype.key = "";

        /**
         * GetRequest consistency.
         * @member {api.Consistency} consistency
         * @memberof api.GetRequest
         * @instance
         */
        GetRequest.prototype.consistency = 0;

        /**
         * Creates a new GetRequest instance using the specified properties.
         * @function create
         * @memberof api.GetRequest
         * @static
         * @param {api.IGetRequest=} [properties] Properties to set
         * @returns {api.GetRequest} GetRequest instance
         */
        GetRequest.create = function create(properties) {
            return new GetRequest(properties);
        };

        /**
         * Encodes the specified GetRequest message. Does not implicitly {@link api.GetRequest.verify|verify} messages.
         * @function encode
         * @memberof api.GetRequest
         * @static
         * @param {api.IGetRequest} message GetRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetRequest.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
            if (message.consistency != null && Object.hasOwnProperty.call(message, "consistency"))
                writer.uint32(/* id 16, wireType 0 =*/128).int32(message.consistency);
            return writer;
        };

        /**
         * Decodes a GetRequest message from the specified reader or buffer.
         * @function decode
         * @memberof api.GetRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.GetRequest} GetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetRequest.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.GetRequest();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.key = reader.string();
                        break;
                    }
                case 16: {
                        message.consistency = reader.int32();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return GetRequest;
    })();

    api.ListRequest = (function() {

        /**
         * Properties of a ListRequest.
         * @memberof api
         * @interface IListRequest
         * @property {api.Consistency|null} [consistency] ListRequest consistency
         */

        /**
         * Constructs a new ListRequest.
         * @memberof api
         * @classdesc Represents a ListRequest.
         * @implements IListRequest
         * @constructor
         * @param {api.IListRequest=} [properties] Properties to set
         */
        function ListRequest(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * ListRequest consistency.
         * @member {api.Consistency} consistency
         * @memberof api.ListRequest
         * @instance
         */
        ListRequest.prototype.consistency = 0;

        /**
         * Creates a new ListRequest instance using the specified properties.
         * @function create
         * @memberof api.ListRequest
         * @static
         * @param {api.IListRequest=} [properties] Properties to set
         * @returns {api.ListRequest} ListRequest instance
         */
        ListRequest.create = function create(properties) {
            return new ListRequest(properties);
        };

        /**
         * Encodes the specified ListRequest message. Does not implicitly {@link api.ListRequest.verify|verify} messages.
         * @function encode
         * @memberof api.ListRequest
         * @static
         * @param {api.IListRequest} message ListRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListRequest.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.consistency != null && Object.hasOwnProperty.call(message, "consistency"))
                writer.uint32(/* id 16, wireType 0 =*/128).int32(message.consistency);
            return writer;
        };

        /**
         * Decodes a ListRequest message from the specified reader or buffer.
         * @function decode
         * @memberof api.ListRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.ListRequest} ListRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListRequest.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.ListRequest();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 16: {
                        message.consistency = reader.int32();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return ListRequest;
    })();

    api.GetResponse = (function() {

        /**
         * Properties of a GetResponse.
         * @memberof api
         * @interface IGetResponse
         * @property {string|null} [key] GetResponse key
         * @property {Uint8Array|null} [value] GetResponse value
         * @property {number|null} [ageMs] GetResponse ageMs
         */

        /**
         * Constructs a new GetResponse.
         * @memberof api
         * @classdesc Represents a GetResponse.
         * @implements IGetResponse
         * @constructor
         * @param {api.IGetResponse=} [properties] Properties to set
         */
        function GetResponse(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * GetResponse key.
         * @member {string} key
         * @memberof api.GetResponse
         * @instance
         */
        GetResponse.prototype.key = "";

        /**
         * GetResponse value.
         * @member {Uint8Array} value
         * @memberof api.GetResponse
         * @instance
         */
        GetResponse.prototype.value = $util.newBuffer([]);

        /**
         * GetResponse ageMs.
         * @member {number|null|undefined} ageMs
         * @memberof api.GetResponse
         * @instance
         */
        GetResponse.prototype.ageMs = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        Object.defineProperty(GetResponse.prototype, "_ageMs", {
            get: $util.oneOfGetter($oneOfFields = ["ageMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new GetResponse instance using the specified properties.
         * @function create
         * @memberof api.GetResponse
         * @static
         * @param {api.IGetResponse=} [properties] Properties to set
         * @returns {api.GetResponse} GetResponse instance
         */
        GetResponse.create = function create(properties) {
            return new GetResponse(properties);
        };

        /**
         * Encodes the specified GetResponse message. Does not implicitly {@link api.GetResponse.verify|verify} messages.
         * @function encode
         * @memberof api.GetResponse
         * @static
         * @param {api.IGetResponse} message GetResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetResponse.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
            if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
            if (message.ageMs != null && Object.hasOwnProperty.call(message, "ageMs"))
                writer.uint32(/* id 48, wireType 0 =*/384).uint64(message.ageMs);
            return writer;
        };

        /**
         * Decodes a GetResponse message from the specified reader or buffer.
         * @function decode
         * @memberof api.GetResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.GetResponse} GetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetResponse.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.GetResponse();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.key = reader.string();
                        break;
                    }
                case 2: {
                        message.value = reader.bytes();
                        break;
                    }
                case 48: {
                        message.ageMs = reader.uint64();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return GetResponse;
    })();

    api.SetRequest = (function() {

        /**
         * Properties of a SetRequest.
         * @memberof api
         * @interface ISetRequest
         * @property {string|null} [key] SetRequest key
         * @property {Uint8Array|null} [value] SetRequest value
         */

        /**
         * Constructs a new SetRequest.
         * @memberof api
         * @classdesc Represents a SetRequest.
         * @implements ISetRequest
         * @constructor
         * @param {api.ISetRequest=} [properties] Properties to set
         */
        function SetRequest(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * SetRequest key.
         * @member {string} key
         * @memberof api.SetRequest
         * @instance
         */
        SetRequest.prototype.key = "";

        /**
         * SetRequest value.
         * @member {Uint8Array} value
         * @memberof api.SetRequest
         * @instance
         */
        SetRequest.prototype.value = $util.newBuffer([]);

        /**
         * Creates a new SetRequest instance using the specified properties.
         * @function create
         * @memberof api.SetRequest
         * @static
         * @param {api.ISetRequest=} [properties] Properties to set
         * @returns {api.SetRequest} SetRequest instance
         */
        SetRequest.create = function create(properties) {
            return new SetRequest(properties);
        };

        /**
         * Encodes the specified SetRequest message. Does not implicitly {@link api.SetRequest.verify|verify} messages.
         * @function encode
         * @memberof api.SetRequest
         * @static
         * @param {api.ISetRequest} message SetRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SetRequest.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
            if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
            return writer;
        };

        /**
         * Decodes a SetRequest message from the specified reader or buffer.
         * @function decode
         * @memberof api.SetRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.SetRequest} SetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SetRequest.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.SetRequest();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.key = reader.string();
                        break;
                    }
                case 2: {
                        message.value = reader.bytes();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return SetRequest;
    })();

    api.SetResponse = (function() {

        /**
         * Properties of a SetResponse.
         * @memberof api
         * @interface ISetResponse
         * @property {boolean|null} [ok] SetResponse ok
         */

        /**
         * Constructs a new SetResponse.
         * @memberof api
         * @classdesc Represents a SetResponse.
         * @implements ISetResponse
         * @constructor
         * @param {api.ISetResponse=} [properties] Properties to set
         */
        function SetResponse(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * SetResponse ok.
         * @member {boolean} ok
         * @memberof api.SetResponse
         * @instance
         */
        SetResponse.prototype.ok = false;

        /**
         * Creates a new SetResponse instance using the specified properties.
         * @function create
         * @memberof api.SetResponse
         * @static
         * @param {api.ISetResponse=} [properties] Properties to set
         * @returns {api.SetResponse} SetResponse instance
         */
        SetResponse.create = function create(properties) {
            return new SetResponse(properties);
        };

        /**
         * Encodes the specified SetResponse message. Does not implicitly {@link api.SetResponse.verify|verify} messages.
         * @function encode
         * @memberof api.SetResponse
         * @static
         * @param {api.ISetResponse} message SetResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SetResponse.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.ok != null && Object.hasOwnProperty.call(message, "ok"))
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.ok);
            return writer;
        };

        /**
         * Decodes a SetResponse message from the specified reader or buffer.
         * @function decode
         * @memberof api.SetResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.SetResponse} SetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SetResponse.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.SetResponse();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.ok = reader.bool();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return SetResponse;
    })();

    api.DeleteRequest = (function() {

        /**
         * Properties of a DeleteRequest.
         * @memberof api
         * @interface IDeleteRequest
         * @property {string|null} [key] DeleteRequest key
         */

        /**
         * Constructs a new DeleteRequest.
         * @memberof api
         * @classdesc Represents a DeleteRequest.
         * @implements IDeleteRequest
         * @constructor
         * @param {api.IDeleteRequest=} [properties] Properties to set
         */
        function DeleteRequest(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * DeleteRequest key.
         * @member {string} key
         * @memberof api.DeleteRequest
         * @instance
         */
        DeleteRequest.prototype.key = "";

        /**
         * Creates a new DeleteRequest instance using the specified properties.
         * @function create
         * @memberof api.DeleteRequest
         * @static
         * @param {api.IDeleteRequest=} [properties] Properties to set
         * @returns {api.DeleteRequest} DeleteRequest instance
         */
        DeleteRequest.create = function create(properties) {
            return new DeleteRequest(properties);
        };

        /**
         * Encodes the specified DeleteRequest message. Does not implicitly {@link api.DeleteRequest.verify|verify} messages.
         * @function encode
         * @memberof api.DeleteRequest
         * @static
         * @param {api.IDeleteRequest} message DeleteRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteRequest.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
            return writer;
        };

        /**
         * Decodes a DeleteRequest message from the specified reader or buffer.
         * @function decode
         * @memberof api.DeleteRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.DeleteRequest} DeleteRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteRequest.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.DeleteRequest();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.key = reader.string();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return DeleteRequest;
    })();

    api.DeleteResponse = (function() {

        /**
         * Properties of a DeleteResponse.
         * @memberof api
         * @interface IDeleteResponse
         * @property {boolean|null} [ok] DeleteResponse ok
         */

        /**
         * Constructs a new DeleteResponse.
         * @memberof api
         * @classdesc Represents a DeleteResponse.
         * @implements IDeleteResponse
         * @constructor
         * @param {api.IDeleteResponse=} [properties] Properties to set
         */
        function DeleteResponse(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * DeleteResponse ok.
         * @member {boolean} ok
         * @memberof api.DeleteResponse
         * @instance
         */
        DeleteResponse.prototype.ok = false;

        /**
         * Creates a new DeleteResponse instance using the specified properties.
         * @function create
         * @memberof api.DeleteResponse
         * @static
         * @param {api.IDeleteResponse=} [properties] Properties to set
         * @returns {api.DeleteResponse} DeleteResponse instance
         */
        DeleteResponse.create = function create(properties) {
            return new DeleteResponse(properties);
        };

        /**
         * Encodes the specified DeleteResponse message. Does not implicitly {@link api.DeleteResponse.verify|verify} messages.
         * @function encode
         * @memberof api.DeleteResponse
         * @static
         * @param {api.IDeleteResponse} message DeleteResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteResponse.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.ok != null && Object.hasOwnProperty.call(message, "ok"))
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.ok);
            return writer;
        };

        /**
         * Decodes a DeleteResponse message from the specified reader or buffer.
         * @function decode
         * @memberof api.DeleteResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.DeleteResponse} DeleteResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteResponse.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.DeleteResponse();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.ok = reader.bool();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return DeleteResponse;
    })();

    api.Server = (function() {

        /**
         * Properties of a Server.
         * @memberof api
         * @interface IServer
         * @property {string|null} [id] Server id
         * @property {string|null} [rpcAddr] Server rpcAddr
         * @property {boolean|null} [isLeader] Server isLeader
         */

        /**
         * Constructs a new Server.
         * @memberof api
         * @classdesc Represents a Server.
         * @implements IServer
         * @constructor
         * @param {api.IServer=} [properties] Properties to set
         */
        function Server(properties) {
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * Server id.
         * @member {string} id
         * @memberof api.Server
         * @instance
         */
        Server.prototype.id = "";

        /**
         * Server rpcAddr.
         * @member {string} rpcAddr
         * @memberof api.Server
         * @instance
         */
        Server.prototype.rpcAddr = "";

        /**
         * Server isLeader.
         * @member {boolean} isLeader
         * @memberof api.Server
         * @instance
         */
        Server.prototype.isLeader = false;

        /**
         * Creates a new Server instance using the specified properties.
         * @function create
         * @memberof api.Server
         * @static
         * @param {api.IServer=} [properties] Properties to set
         * @returns {api.Server} Server instance
         */
        Server.create = function create(properties) {
            return new Server(properties);
        };

        /**
         * Encodes the specified Server message. Does not implicitly {@link api.Server.verify|verify} messages.
         * @function encode
         * @memberof api.Server
         * @static
         * @param {api.IServer} message Server message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Server.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.rpcAddr != null && Object.hasOwnProperty.call(message, "rpcAddr"))
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.rpcAddr);
            if (message.isLeader != null && Object.hasOwnProperty.call(message, "isLeader"))
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.isLeader);
            return writer;
        };

        /**
         * Decodes a Server message from the specified reader or buffer.
         * @function decode
         * @memberof api.Server
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.Server} Server
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Server.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.Server();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        message.id = reader.string();
                        break;
                    }
                case 2: {
                        message.rpcAddr = reader.string();
                        break;
                    }
                case 3: {
                        message.isLeader = reader.bool();
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return Server;
    })();

    api.GetServersResponse = (function() {

        /**
         * Properties of a GetServersResponse.
         * @memberof api
         * @interface IGetServersResponse
         * @property {Array.<api.IServer>|null} [servers] GetServersResponse servers
         */

        /**
         * Constructs a new GetServersResponse.
         * @memberof api
         * @classdesc Represents a GetServersResponse.
         * @implements IGetServersResponse
         * @constructor
         * @param {api.IGetServersResponse=} [properties] Properties to set
         */
        function GetServersResponse(properties) {
            this.servers = [];
            if (properties)
                for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        }

        /**
         * GetServersResponse servers.
         * @member {Array.<api.IServer>} servers
         * @memberof api.GetServersResponse
         * @instance
         */
        GetServersResponse.prototype.servers = $util.emptyArray;

        /**
         * Creates a new GetServersResponse instance using the specified properties.
         * @function create
         * @memberof api.GetServersResponse
         * @static
         * @param {api.IGetServersResponse=} [properties] Properties to set
         * @returns {api.GetServersResponse} GetServersResponse instance
         */
        GetServersResponse.create = function create(properties) {
            return new GetServersResponse(properties);
        };

        /**
         * Encodes the specified GetServersResponse message. Does not implicitly {@link api.GetServersResponse.verify|verify} messages.
         * @function encode
         * @memberof api.GetServersResponse
         * @static
         * @param {api.IGetServersResponse} message GetServersResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetServersResponse.encode = function encode(message, writer, q) {
            if (!writer)
                writer = $Writer.create();
            if (q === undefined)
                q = 0;
            if (q > $util.recursionLimit)
                throw Error("max depth exceeded");
            if (message.servers != null && message.servers.length)
                for (let i = 0; i < message.servers.length; ++i)
                    $root.api.Server.encode(message.servers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
            return writer;
        };

        /**
         * Decodes a GetServersResponse message from the specified reader or buffer.
         * @function decode
         * @memberof api.GetServersResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {api.GetServersResponse} GetServersResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetServersResponse.decode = function decode(reader, length, error, long) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (long === undefined)
                long = 0;
            if (long > $Reader.recursionLimit)
                throw Error("maximum nesting depth exceeded");
            let end, message;
            if (length === undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = new $root.api.GetServersResponse();
            while (reader.pos < end) {
                let tag = reader.uint32();
                if (tag === error)
                    break;
                switch (tag >>> 3) {
                case 1: {
                        if (!(message.servers && message.servers.length))
                            message.servers = [];
                        message.servers.push($root.api.Server.decode(reader, reader.uint32(), undefined, long + 1));
                        break;
                    }
                default:
                    reader.skipType(tag & 7, long);
                    break;
                }
            }
            if (length !== undefined) {
                if (reader.pos !== end)
                    throw RangeError("index out of range");
                reader.len = length;
            }
            return message;
        };

        return GetServersResponse;
    })();

    return api;
})();

export const mokv = $root.mokv = (() => {

    /**
     * Namespace mokv.
     * @exports mokv
     * @namespace
     */
    const mokv = {};

    mokv.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof mokv
         * @namespace
         */
        const v1 = {};

        v1.StatusRequest = (function() {

            /**
             * Properties of a StatusRequest.
             * @memberof mokv.v1
             * @interface IStatusRequest
             */

            /**
             * Constructs a new StatusRequest.
             * @memberof mokv.v1
             * @classdesc Represents a StatusRequest.
             * @implements IStatusRequest
             * @constructor
             * @param {mokv.v1.IStatusRequest=} [properties] Properties to set
             */
            function StatusRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new StatusRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.StatusRequest
             * @static
             * @param {mokv.v1.IStatusRequest=} [properties] Properties to set
             * @returns {mokv.v1.StatusRequest} StatusRequest instance
             */
            StatusRequest.create = function create(properties) {
                return new StatusRequest(properties);
            };

            /**
             * Encodes the specified StatusRequest message. Does not implicitly {@link mokv.v1.StatusRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.StatusRequest
             * @static
             * @param {mokv.v1.IStatusRequest} message StatusRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StatusRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a StatusRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.StatusRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.StatusRequest} StatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StatusRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.StatusRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return StatusRequest;
        })();

        v1.StatusResponse = (function() {

            /**
             * Properties of a StatusResponse.
             * @memberof mokv.v1
             * @interface IStatusResponse
             * @property {string|null} [nodeId] StatusResponse nodeId
             * @property {string|null} [version] StatusResponse version
             * @property {string|null} [role] StatusResponse role
             * @property {string|null} [leaderId] StatusResponse leaderId
             * @property {string|null} [leaderAddr] StatusResponse leaderAddr
             * @property {number|null} [term] StatusResponse term
             * @property {number|null} [commitIndex] StatusResponse commitIndex
             * @property {number|null} [appliedIndex] StatusResponse appliedIndex
             * @property {number|null} [lastIndex] StatusResponse lastIndex
             * @property {Array.<mokv.v1.IRaftServer>|null} [servers] StatusResponse servers
             * @property {number|null} [revision] StatusResponse revision
             * @property {number|null} [keys] StatusResponse keys
             * @property {number|null} [storeBytes] StatusResponse storeBytes
             * @property {number|null} [logBytes] StatusResponse logBytes
             * @property {number|null} [snapshotIndex] StatusResponse snapshotIndex
             * @property {number|null} [uptimeMs] StatusResponse uptimeMs
             * @property {number|null} [certificateExpiryMs] StatusResponse certificateExpiryMs
             * @property {number|null} [configurationIndex] StatusResponse configurationIndex
             * @property {Array.<mokv.v1.IPeerProgress>|null} [peers] StatusResponse peers
             */

            /**
             * Constructs a new StatusResponse.
             * @memberof mokv.v1
             * @classdesc Represents a StatusResponse.
             * @implements IStatusResponse
             * @constructor
             * @param {mokv.v1.IStatusResponse=} [properties] Properties to set
             */
            function StatusResponse(properties) {
                this.servers = [];
                this.peers = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * StatusResponse nodeId.
             * @member {string} nodeId
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.nodeId = "";

            /**
             * StatusResponse version.
             * @member {string} version
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.version = "";

            /**
             * StatusResponse role.
             * @member {string} role
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.role = "";

            /**
             * StatusResponse leaderId.
             * @member {string} leaderId
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.leaderId = "";

            /**
             * StatusResponse leaderAddr.
             * @member {string} leaderAddr
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.leaderAddr = "";

            /**
             * StatusResponse term.
             * @member {number} term
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse commitIndex.
             * @member {number} commitIndex
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.commitIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse appliedIndex.
             * @member {number} appliedIndex
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.appliedIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse lastIndex.
             * @member {number} lastIndex
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.lastIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse servers.
             * @member {Array.<mokv.v1.IRaftServer>} servers
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.servers = $util.emptyArray;

            /**
             * StatusResponse revision.
             * @member {number} revision
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse keys.
             * @member {number} keys
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.keys = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse storeBytes.
             * @member {number} storeBytes
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.storeBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse logBytes.
             * @member {number} logBytes
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.logBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse snapshotIndex.
             * @member {number} snapshotIndex
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.snapshotIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse uptimeMs.
             * @member {number} uptimeMs
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.uptimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse certificateExpiryMs.
             * @member {number} certificateExpiryMs
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.certificateExpiryMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse configurationIndex.
             * @member {number} configurationIndex
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.configurationIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StatusResponse peers.
             * @member {Array.<mokv.v1.IPeerProgress>} peers
             * @memberof mokv.v1.StatusResponse
             * @instance
             */
            StatusResponse.prototype.peers = $util.emptyArray;

            /**
             * Creates a new StatusResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.StatusResponse
             * @static
             * @param {mokv.v1.IStatusResponse=} [properties] Properties to set
             * @returns {mokv.v1.StatusResponse} StatusResponse instance
             */
            StatusResponse.create = function create(properties) {
                return new StatusResponse(properties);
            };

            /**
             * Encodes the specified StatusResponse message. Does not implicitly {@link mokv.v1.StatusResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.StatusResponse
             * @static
             * @param {mokv.v1.IStatusResponse} message StatusResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StatusResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.nodeId);
                if (message.version != null && Object.hasOwnProperty.call(message, "version"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.version);
                if (message.role != null && Object.hasOwnProperty.call(message, "role"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.role);
                if (message.leaderId != null && Object.hasOwnProperty.call(message, "leaderId"))
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.leaderId);
                if (message.leaderAddr != null && Object.hasOwnProperty.call(message, "leaderAddr"))
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.leaderAddr);
                if (message.term != null && Object.hasOwnProperty.call(message, "term"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.term);
                if (message.commitIndex != null && Object.hasOwnProperty.call(message, "commitIndex"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.commitIndex);
                if (message.appliedIndex != null && Object.hasOwnProperty.call(message, "appliedIndex"))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.appliedIndex);
                if (message.lastIndex != null && Object.hasOwnProperty.call(message, "lastIndex"))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.lastIndex);
                if (message.servers != null && message.servers.length)
                    for (let i = 0; i < message.servers.length; ++i)
                        $root.mokv.v1.RaftServer.encode(message.servers[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), q + 1).ldelim();
                if (message.revision != null && Object.hasOwnProperty.call(message, "revision"))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.revision);
                if (message.keys != null && Object.hasOwnProperty.call(message, "keys"))
                    writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.keys);
                if (message.storeBytes != null && Object.hasOwnProperty.call(message, "storeBytes"))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.storeBytes);
                if (message.logBytes != null && Object.hasOwnProperty.call(message, "logBytes"))
                    writer.uint32(/* id 14, wireType 0 =*/112).uint64(message.logBytes);
                if (message.snapshotIndex != null && Object.hasOwnProperty.call(message, "snapshotIndex"))
                    writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.snapshotIndex);
                if (message.uptimeMs != null && Object.hasOwnProperty.call(message, "uptimeMs"))
                    writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.uptimeMs);
                if (message.certificateExpiryMs != null && Object.hasOwnProperty.call(message, "certificateExpiryMs"))
                    writer.uint32(/* id 17, wireType 0 =*/136).uint64(message.certificateExpiryMs);
                if (message.configurationIndex != null && Object.hasOwnProperty.call(message, "configurationIndex"))
                    writer.uint32(/* id 18, wireType 0 =*/144).uint64(message.configurationIndex);
                if (message.peers != null && message.peers.length)
                    for (let i = 0; i < message.peers.length; ++i)
                        $root.mokv.v1.PeerProgress.encode(message.peers[i], writer.uint32(/* id 19, wireType 2 =*/154).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a StatusResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.StatusResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.StatusResponse} StatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StatusResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.StatusResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.nodeId = reader.string();
                            break;
                        }
                    case 2: {
                            message.version = reader.string();
                            break;
                        }
                    case 3: {
                            message.role = reader.string();
                            break;
                        }
                    case 4: {
                            message.leaderId = reader.string();
                            break;
                        }
                    case 5: {
                            message.leaderAddr = reader.string();
                            break;
                        }
                    case 6: {
                            message.term = reader.uint64();
                            break;
                        }
                    case 7: {
                            message.commitIndex = reader.uint64();
                            break;
                        }
                    case 8: {
                            message.appliedIndex = reader.uint64();
                            break;
                        }
                    case 9: {
                            message.lastIndex = reader.uint64();
                            break;
                        }
                    case 10: {
                            if (!(message.servers && message.servers.length))
                                message.servers = [];
                            message.servers.push($root.mokv.v1.RaftServer.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    case 11: {
                            message.revision = reader.uint64();
                            break;
                        }
                    case 12: {
                            message.keys = reader.uint64();
                            break;
                        }
                    case 13: {
                            message.storeBytes = reader.uint64();
                            break;
                        }
                    case 14: {
                            message.logBytes = reader.uint64();
                            break;
                        }
                    case 15: {
                            message.snapshotIndex = reader.uint64();
                            break;
                        }
                    case 16: {
                            message.uptimeMs = reader.uint64();
                            break;
                        }
                    case 17: {
                            message.certificateExpiryMs = reader.uint64();
                            break;
                        }
                    case 18: {
                            message.configurationIndex = reader.uint64();
                            break;
                        }
                    case 19: {
                            if (!(message.peers && message.peers.length))
                                message.peers = [];
                            message.peers.push($root.mokv.v1.PeerProgress.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return StatusResponse;
        })();

        v1.PeerProgress = (function() {

            /**
             * Properties of a PeerProgress.
             * @memberof mokv.v1
             * @interface IPeerProgress
             * @property {string|null} [id] PeerProgress id
             * @property {string|null} [state] PeerProgress state
             * @property {number|null} [matchIndex] PeerProgress matchIndex
             * @property {number|null} [nextIndex] PeerProgress nextIndex
             * @property {number|null} [inFlight] PeerProgress inFlight
             * @property {number|null} [lastContactMs] PeerProgress lastContactMs
             */

            /**
             * Constructs a new PeerProgress.
             * @memberof mokv.v1
             * @classdesc Represents a PeerProgress.
             * @implements IPeerProgress
             * @constructor
             * @param {mokv.v1.IPeerProgress=} [properties] Properties to set
             */
            function PeerProgress(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * PeerProgress id.
             * @member {string} id
             * @memberof mokv.v1.PeerProgress
             * @instance
             */
            PeerProgress.prototype.id = "";

            /**
             * PeerProgress state.
             * @member {string} state
             * @memberof mokv.v1.PeerProgress
             * @instance
             */
            PeerProgress.prototype.state = "";

            /**
             * PeerProgress matchIndex.
             * @member {number} matchIndex
             * @memberof mokv.v1.PeerProgress
             * @instance
             */
            PeerProgress.prototype.matchIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PeerProgress nextIndex.
             * @member {number} nextIndex
             * @memberof mokv.v1.PeerProgress
             * @instance
             */
            PeerProgress.prototype.nextIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PeerProgress inFlight.
             * @member {number} inFlight
             * @memberof mokv.v1.PeerProgress
             * @instance
             */
            PeerProgress.prototype.inFlight = 0;

            /**
             * PeerProgress lastContactMs.
             * @member {number|null|undefined} lastContactMs
             * @memberof mokv.v1.PeerProgress
             * @instance
             */
            PeerProgress.prototype.lastContactMs = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            Object.defineProperty(PeerProgress.prototype, "_lastContactMs", {
                get: $util.oneOfGetter($oneOfFields = ["lastContactMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new PeerProgress instance using the specified properties.
             * @function create
             * @memberof mokv.v1.PeerProgress
             * @static
             * @param {mokv.v1.IPeerProgress=} [properties] Properties to set
             * @returns {mokv.v1.PeerProgress} PeerProgress instance
             */
            PeerProgress.create = function create(properties) {
                return new PeerProgress(properties);
            };

            /**
             * Encodes the specified PeerProgress message. Does not implicitly {@link mokv.v1.PeerProgress.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.PeerProgress
             * @static
             * @param {mokv.v1.IPeerProgress} message PeerProgress message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PeerProgress.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.state != null && Object.hasOwnProperty.call(message, "state"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.state);
                if (message.matchIndex != null && Object.hasOwnProperty.call(message, "matchIndex"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.matchIndex);
                if (message.nextIndex != null && Object.hasOwnProperty.call(message, "nextIndex"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.nextIndex);
                if (message.inFlight != null && Object.hasOwnProperty.call(message, "inFlight"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.inFlight);
                if (message.lastContactMs != null && Object.hasOwnProperty.call(message, "lastContactMs"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.lastContactMs);
                return writer;
            };

            /**
             * Decodes a PeerProgress message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.PeerProgress
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.PeerProgress} PeerProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PeerProgress.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.PeerProgress();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.id = reader.string();
                            break;
                        }
                    case 2: {
                            message.state = reader.string();
                            break;
                        }
                    case 3: {
                            message.matchIndex = reader.uint64();
                            break;
                        }
                    case 4: {
                            message.nextIndex = reader.uint64();
                            break;
                        }
                    case 5: {
                            message.inFlight = reader.uint32();
                            break;
                        }
                    case 6: {
                            message.lastContactMs = reader.uint64();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return PeerProgress;
        })();

        v1.RaftServer = (function() {

            /**
             * Properties of a RaftServer.
             * @memberof mokv.v1
             * @interface IRaftServer
             * @property {string|null} [id] RaftServer id
             * @property {string|null} [addr] RaftServer addr
             * @property {boolean|null} [voter] RaftServer voter
             */

            /**
             * Constructs a new RaftServer.
             * @memberof mokv.v1
             * @classdesc Represents a RaftServer.
             * @implements IRaftServer
             * @constructor
             * @param {mokv.v1.IRaftServer=} [properties] Properties to set
             */
            function RaftServer(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * RaftServer id.
             * @member {string} id
             * @memberof mokv.v1.RaftServer
             * @instance
             */
            RaftServer.prototype.id = "";

            /**
             * RaftServer addr.
             * @member {string} addr
             * @memberof mokv.v1.RaftServer
             * @instance
             */
            RaftServer.prototype.addr = "";

            /**
             * RaftServer voter.
             * @member {boolean} voter
             * @memberof mokv.v1.RaftServer
             * @instance
             */
            RaftServer.prototype.voter = false;

            /**
             * Creates a new RaftServer instance using the specified properties.
             * @function create
             * @memberof mokv.v1.RaftServer
             * @static
             * @param {mokv.v1.IRaftServer=} [properties] Properties to set
             * @returns {mokv.v1.RaftServer} RaftServer instance
             */
            RaftServer.create = function create(properties) {
                return new RaftServer(properties);
            };

            /**
             * Encodes the specified RaftServer message. Does not implicitly {@link mokv.v1.RaftServer.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.RaftServer
             * @static
             * @param {mokv.v1.IRaftServer} message RaftServer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RaftServer.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.addr != null && Object.hasOwnProperty.call(message, "addr"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.addr);
                if (message.voter != null && Object.hasOwnProperty.call(message, "voter"))
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.voter);
                return writer;
            };

            /**
             * Decodes a RaftServer message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.RaftServer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.RaftServer} RaftServer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RaftServer.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.RaftServer();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.id = reader.string();
                            break;
                        }
                    case 2: {
                            message.addr = reader.string();
                            break;
                        }
                    case 3: {
                            message.voter = reader.bool();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return RaftServer;
        })();

        v1.AddMemberRequest = (function() {

            /**
             * Properties of an AddMemberRequest.
             * @memberof mokv.v1
             * @interface IAddMemberRequest
             * @property {string|null} [id] AddMemberRequest id
             * @property {string|null} [addr] AddMemberRequest addr
             * @property {boolean|null} [nonVoter] AddMemberRequest nonVoter
             */

            /**
             * Constructs a new AddMemberRequest.
             * @memberof mokv.v1
             * @classdesc Represents an AddMemberRequest.
             * @implements IAddMemberRequest
             * @constructor
             * @param {mokv.v1.IAddMemberRequest=} [properties] Properties to set
             */
            function AddMemberRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * AddMemberRequest id.
             * @member {string} id
             * @memberof mokv.v1.AddMemberRequest
             * @instance
             */
            AddMemberRequest.prototype.id = "";

            /**
             * AddMemberRequest addr.
             * @member {string} addr
             * @memberof mokv.v1.AddMemberRequest
             * @instance
             */
            AddMemberRequest.prototype.addr = "";

            /**
             * AddMemberRequest nonVoter.
             * @member {boolean} nonVoter
             * @memberof mokv.v1.AddMemberRequest
             * @instance
             */
            AddMemberRequest.prototype.nonVoter = false;

            /**
             * Creates a new AddMemberRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.AddMemberRequest
             * @static
             * @param {mokv.v1.IAddMemberRequest=} [properties] Properties to set
             * @returns {mokv.v1.AddMemberRequest} AddMemberRequest instance
             */
            AddMemberRequest.create = function create(properties) {
                return new AddMemberRequest(properties);
            };

            /**
             * Encodes the specified AddMemberRequest message. Does not implicitly {@link mokv.v1.AddMemberRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.AddMemberRequest
             * @static
             * @param {mokv.v1.IAddMemberRequest} message AddMemberRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AddMemberRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.addr != null && Object.hasOwnProperty.call(message, "addr"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.addr);
                if (message.nonVoter != null && Object.hasOwnProperty.call(message, "nonVoter"))
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.nonVoter);
                return writer;
            };

            /**
             * Decodes an AddMemberRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.AddMemberRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.AddMemberRequest} AddMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AddMemberRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.AddMemberRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.id = reader.string();
                            break;
                        }
                    case 2: {
                            message.addr = reader.string();
                            break;
                        }
                    case 3: {
                            message.nonVoter = reader.bool();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return AddMemberRequest;
        })();

        v1.AddMemberResponse = (function() {

            /**
             * Properties of an AddMemberResponse.
             * @memberof mokv.v1
             * @interface IAddMemberResponse
             */

            /**
             * Constructs a new AddMemberResponse.
             * @memberof mokv.v1
             * @classdesc Represents an AddMemberResponse.
             * @implements IAddMemberResponse
             * @constructor
             * @param {mokv.v1.IAddMemberResponse=} [properties] Properties to set
             */
            function AddMemberResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new AddMemberResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.AddMemberResponse
             * @static
             * @param {mokv.v1.IAddMemberResponse=} [properties] Properties to set
             * @returns {mokv.v1.AddMemberResponse} AddMemberResponse instance
             */
            AddMemberResponse.create = function create(properties) {
                return new AddMemberResponse(properties);
            };

            /**
             * Encodes the specified AddMemberResponse message. Does not implicitly {@link mokv.v1.AddMemberResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.AddMemberResponse
             * @static
             * @param {mokv.v1.IAddMemberResponse} message AddMemberResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AddMemberResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes an AddMemberResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.AddMemberResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.AddMemberResponse} AddMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AddMemberResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.AddMemberResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return AddMemberResponse;
        })();

        v1.PromoteMemberRequest = (function() {

            /**
             * Properties of a PromoteMemberRequest.
             * @memberof mokv.v1
             * @interface IPromoteMemberRequest
             * @property {string|null} [id] PromoteMemberRequest id
             */

            /**
             * Constructs a new PromoteMemberRequest.
             * @memberof mokv.v1
             * @classdesc Represents a PromoteMemberRequest.
             * @implements IPromoteMemberRequest
             * @constructor
             * @param {mokv.v1.IPromoteMemberRequest=} [properties] Properties to set
             */
            function PromoteMemberRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * PromoteMemberRequest id.
             * @member {string} id
             * @memberof mokv.v1.PromoteMemberRequest
             * @instance
             */
            PromoteMemberRequest.prototype.id = "";

            /**
             * Creates a new PromoteMemberRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.PromoteMemberRequest
             * @static
             * @param {mokv.v1.IPromoteMemberRequest=} [properties] Properties to set
             * @returns {mokv.v1.PromoteMemberRequest} PromoteMemberRequest instance
             */
            PromoteMemberRequest.create = function create(properties) {
                return new PromoteMemberRequest(properties);
            };

            /**
             * Encodes the specified PromoteMemberRequest message. Does not implicitly {@link mokv.v1.PromoteMemberRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.PromoteMemberRequest
             * @static
             * @param {mokv.v1.IPromoteMemberRequest} message PromoteMemberRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromoteMemberRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                return writer;
            };

            /**
             * Decodes a PromoteMemberRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.PromoteMemberRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.PromoteMemberRequest} PromoteMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromoteMemberRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.PromoteMemberRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.id = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return PromoteMemberRequest;
        })();

        v1.PromoteMemberResponse = (function() {

            /**
             * Properties of a PromoteMemberResponse.
             * @memberof mokv.v1
             * @interface IPromoteMemberResponse
             */

            /**
             * Constructs a new PromoteMemberResponse.
             * @memberof mokv.v1
             * @classdesc Represents a PromoteMemberResponse.
             * @implements IPromoteMemberResponse
             * @constructor
             * @param {mokv.v1.IPromoteMemberResponse=} [properties] Properties to set
             */
            function PromoteMemberResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new PromoteMemberResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.PromoteMemberResponse
             * @static
             * @param {mokv.v1.IPromoteMemberResponse=} [properties] Properties to set
             * @returns {mokv.v1.PromoteMemberResponse} PromoteMemberResponse instance
             */
            PromoteMemberResponse.create = function create(properties) {
                return new PromoteMemberResponse(properties);
            };

            /**
             * Encodes the specified PromoteMemberResponse message. Does not implicitly {@link mokv.v1.PromoteMemberResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.PromoteMemberResponse
             * @static
             * @param {mokv.v1.IPromoteMemberResponse} message PromoteMemberResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PromoteMemberResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a PromoteMemberResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.PromoteMemberResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.PromoteMemberResponse} PromoteMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PromoteMemberResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.PromoteMemberResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return PromoteMemberResponse;
        })();

        v1.DemoteMemberRequest = (function() {

            /**
             * Properties of a DemoteMemberRequest.
             * @memberof mokv.v1
             * @interface IDemoteMemberRequest
             * @property {string|null} [id] DemoteMemberRequest id
             */

            /**
             * Constructs a new DemoteMemberRequest.
             * @memberof mokv.v1
             * @classdesc Represents a DemoteMemberRequest.
             * @implements IDemoteMemberRequest
             * @constructor
             * @param {mokv.v1.IDemoteMemberRequest=} [properties] Properties to set
             */
            function DemoteMemberRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * DemoteMemberRequest id.
             * @member {string} id
             * @memberof mokv.v1.DemoteMemberRequest
             * @instance
             */
            DemoteMemberRequest.prototype.id = "";

            /**
             * Creates a new DemoteMemberRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.DemoteMemberRequest
             * @static
             * @param {mokv.v1.IDemoteMemberRequest=} [properties] Properties to set
             * @returns {mokv.v1.DemoteMemberRequest} DemoteMemberRequest instance
             */
            DemoteMemberRequest.create = function create(properties) {
                return new DemoteMemberRequest(properties);
            };

            /**
             * Encodes the specified DemoteMemberRequest message. Does not implicitly {@link mokv.v1.DemoteMemberRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.DemoteMemberRequest
             * @static
             * @param {mokv.v1.IDemoteMemberRequest} message DemoteMemberRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DemoteMemberRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                return writer;
            };

            /**
             * Decodes a DemoteMemberRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.DemoteMemberRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.DemoteMemberRequest} DemoteMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DemoteMemberRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.DemoteMemberRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.id = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return DemoteMemberRequest;
        })();

        v1.DemoteMemberResponse = (function() {

            /**
             * Properties of a DemoteMemberResponse.
             * @memberof mokv.v1
             * @interface IDemoteMemberResponse
             */

            /**
             * Constructs a new DemoteMemberResponse.
             * @memberof mokv.v1
             * @classdesc Represents a DemoteMemberResponse.
             * @implements IDemoteMemberResponse
             * @constructor
             * @param {mokv.v1.IDemoteMemberResponse=} [properties] Properties to set
             */
            function DemoteMemberResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new DemoteMemberResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.DemoteMemberResponse
             * @static
             * @param {mokv.v1.IDemoteMemberResponse=} [properties] Properties to set
             * @returns {mokv.v1.DemoteMemberResponse} DemoteMemberResponse instance
             */
            DemoteMemberResponse.create = function create(properties) {
                return new DemoteMemberResponse(properties);
            };

            /**
             * Encodes the specified DemoteMemberResponse message. Does not implicitly {@link mokv.v1.DemoteMemberResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.DemoteMemberResponse
             * @static
             * @param {mokv.v1.IDemoteMemberResponse} message DemoteMemberResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DemoteMemberResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a DemoteMemberResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.DemoteMemberResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.DemoteMemberResponse} DemoteMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DemoteMemberResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.DemoteMemberResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return DemoteMemberResponse;
        })();

        v1.RemoveMemberRequest = (function() {

            /**
             * Properties of a RemoveMemberRequest.
             * @memberof mokv.v1
             * @interface IRemoveMemberRequest
             * @property {string|null} [id] RemoveMemberRequest id
             */

            /**
             * Constructs a new RemoveMemberRequest.
             * @memberof mokv.v1
             * @classdesc Represents a RemoveMemberRequest.
             * @implements IRemoveMemberRequest
             * @constructor
             * @param {mokv.v1.IRemoveMemberRequest=} [properties] Properties to set
             */
            function RemoveMemberRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * RemoveMemberRequest id.
             * @member {string} id
             * @memberof mokv.v1.RemoveMemberRequest
             * @instance
             */
            RemoveMemberRequest.prototype.id = "";

            /**
             * Creates a new RemoveMemberRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.RemoveMemberRequest
             * @static
             * @param {mokv.v1.IRemoveMemberRequest=} [properties] Properties to set
             * @returns {mokv.v1.RemoveMemberRequest} RemoveMemberRequest instance
             */
            RemoveMemberRequest.create = function create(properties) {
                return new RemoveMemberRequest(properties);
            };

            /**
             * Encodes the specified RemoveMemberRequest message. Does not implicitly {@link mokv.v1.RemoveMemberRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.RemoveMemberRequest
             * @static
             * @param {mokv.v1.IRemoveMemberRequest} message RemoveMemberRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RemoveMemberRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.id != null && Object.hasOwnProperty.call(message, "id"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                return writer;
            };

            /**
             * Decodes a RemoveMemberRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.RemoveMemberRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.RemoveMemberRequest} RemoveMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RemoveMemberRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.RemoveMemberRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.id = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return RemoveMemberRequest;
        })();

        v1.RemoveMemberResponse = (function() {

            /**
             * Properties of a RemoveMemberResponse.
             * @memberof mokv.v1
             * @interface IRemoveMemberResponse
             */

            /**
             * Constructs a new RemoveMemberResponse.
             * @memberof mokv.v1
             * @classdesc Represents a RemoveMemberResponse.
             * @implements IRemoveMemberResponse
             * @constructor
             * @param {mokv.v1.IRemoveMemberResponse=} [properties] Properties to set
             */
            function RemoveMemberResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new RemoveMemberResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.RemoveMemberResponse
             * @static
             * @param {mokv.v1.IRemoveMemberResponse=} [properties] Properties to set
             * @returns {mokv.v1.RemoveMemberResponse} RemoveMemberResponse instance
             */
            RemoveMemberResponse.create = function create(properties) {
                return new RemoveMemberResponse(properties);
            };

            /**
             * Encodes the specified RemoveMemberResponse message. Does not implicitly {@link mokv.v1.RemoveMemberResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.RemoveMemberResponse
             * @static
             * @param {mokv.v1.IRemoveMemberResponse} message RemoveMemberResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RemoveMemberResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a RemoveMemberResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.RemoveMemberResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.RemoveMemberResponse} RemoveMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RemoveMemberResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.RemoveMemberResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return RemoveMemberResponse;
        })();

        v1.TransferLeadershipRequest = (function() {

            /**
             * Properties of a TransferLeadershipRequest.
             * @memberof mokv.v1
             * @interface ITransferLeadershipRequest
             * @property {string|null} [targetId] TransferLeadershipRequest targetId
             */

            /**
             * Constructs a new TransferLeadershipRequest.
             * @memberof mokv.v1
             * @classdesc Represents a TransferLeadershipRequest.
             * @implements ITransferLeadershipRequest
             * @constructor
             * @param {mokv.v1.ITransferLeadershipRequest=} [properties] Properties to set
             */
            function TransferLeadershipRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * TransferLeadershipRequest targetId.
             * @member {string} targetId
             * @memberof mokv.v1.TransferLeadershipRequest
             * @instance
             */
            TransferLeadershipRequest.prototype.targetId = "";

            /**
             * Creates a new TransferLeadershipRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.TransferLeadershipRequest
             * @static
             * @param {mokv.v1.ITransferLeadershipRequest=} [properties] Properties to set
             * @returns {mokv.v1.TransferLeadershipRequest} TransferLeadershipRequest instance
             */
            TransferLeadershipRequest.create = function create(properties) {
                return new TransferLeadershipRequest(properties);
            };

            /**
             * Encodes the specified TransferLeadershipRequest message. Does not implicitly {@link mokv.v1.TransferLeadershipRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.TransferLeadershipRequest
             * @static
             * @param {mokv.v1.ITransferLeadershipRequest} message TransferLeadershipRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TransferLeadershipRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.targetId != null && Object.hasOwnProperty.call(message, "targetId"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.targetId);
                return writer;
            };

            /**
             * Decodes a TransferLeadershipRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.TransferLeadershipRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.TransferLeadershipRequest} TransferLeadershipRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TransferLeadershipRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.TransferLeadershipRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.targetId = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return TransferLeadershipRequest;
        })();

        v1.TransferLeadershipResponse = (function() {

            /**
             * Properties of a TransferLeadershipResponse.
             * @memberof mokv.v1
             * @interface ITransferLeadershipResponse
             * @property {string|null} [leaderId] TransferLeadershipResponse leaderId
             */

            /**
             * Constructs a new TransferLeadershipResponse.
             * @memberof mokv.v1
             * @classdesc Represents a TransferLeadershipResponse.
             * @implements ITransferLeadershipResponse
             * @constructor
             * @param {mokv.v1.ITransferLeadershipResponse=} [properties] Properties to set
             */
            function TransferLeadershipResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * TransferLeadershipResponse leaderId.
             * @member {string} leaderId
             * @memberof mokv.v1.TransferLeadershipResponse
             * @instance
             */
            TransferLeadershipResponse.prototype.leaderId = "";

            /**
             * Creates a new TransferLeadershipResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.TransferLeadershipResponse
             * @static
             * @param {mokv.v1.ITransferLeadershipResponse=} [properties] Properties to set
             * @returns {mokv.v1.TransferLeadershipResponse} TransferLeadershipResponse instance
             */
            TransferLeadershipResponse.create = function create(properties) {
                return new TransferLeadershipResponse(properties);
            };

            /**
             * Encodes the specified TransferLeadershipResponse message. Does not implicitly {@link mokv.v1.TransferLeadershipResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.TransferLeadershipResponse
             * @static
             * @param {mokv.v1.ITransferLeadershipResponse} message TransferLeadershipResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TransferLeadershipResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.leaderId != null && Object.hasOwnProperty.call(message, "leaderId"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.leaderId);
                return writer;
            };

            /**
             * Decodes a TransferLeadershipResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.TransferLeadershipResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.TransferLeadershipResponse} TransferLeadershipResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TransferLeadershipResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.TransferLeadershipResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.leaderId = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return TransferLeadershipResponse;
        })();

        v1.StepDownRequest = (function() {

            /**
             * Properties of a StepDownRequest.
             * @memberof mokv.v1
             * @interface IStepDownRequest
             */

            /**
             * Constructs a new StepDownRequest.
             * @memberof mokv.v1
             * @classdesc Represents a StepDownRequest.
             * @implements IStepDownRequest
             * @constructor
             * @param {mokv.v1.IStepDownRequest=} [properties] Properties to set
             */
            function StepDownRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new StepDownRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.StepDownRequest
             * @static
             * @param {mokv.v1.IStepDownRequest=} [properties] Properties to set
             * @returns {mokv.v1.StepDownRequest} StepDownRequest instance
             */
            StepDownRequest.create = function create(properties) {
                return new StepDownRequest(properties);
            };

            /**
             * Encodes the specified StepDownRequest message. Does not implicitly {@link mokv.v1.StepDownRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.StepDownRequest
             * @static
             * @param {mokv.v1.IStepDownRequest} message StepDownRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StepDownRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a StepDownRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.StepDownRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.StepDownRequest} StepDownRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StepDownRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.StepDownRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return StepDownRequest;
        })();

        v1.StepDownResponse = (function() {

            /**
             * Properties of a StepDownResponse.
             * @memberof mokv.v1
             * @interface IStepDownResponse
             */

            /**
             * Constructs a new StepDownResponse.
             * @memberof mokv.v1
             * @classdesc Represents a StepDownResponse.
             * @implements IStepDownResponse
             * @constructor
             * @param {mokv.v1.IStepDownResponse=} [properties] Properties to set
             */
            function StepDownResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new StepDownResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.StepDownResponse
             * @static
             * @param {mokv.v1.IStepDownResponse=} [properties] Properties to set
             * @returns {mokv.v1.StepDownResponse} StepDownResponse instance
             */
            StepDownResponse.create = function create(properties) {
                return new StepDownResponse(properties);
            };

            /**
             * Encodes the specified StepDownResponse message. Does not implicitly {@link mokv.v1.StepDownResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.StepDownResponse
             * @static
             * @param {mokv.v1.IStepDownResponse} message StepDownResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StepDownResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a StepDownResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.StepDownResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.StepDownResponse} StepDownResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StepDownResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.StepDownResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return StepDownResponse;
        })();

        v1.MembersRequest = (function() {

            /**
             * Properties of a MembersRequest.
             * @memberof mokv.v1
             * @interface IMembersRequest
             */

            /**
             * Constructs a new MembersRequest.
             * @memberof mokv.v1
             * @classdesc Represents a MembersRequest.
             * @implements IMembersRequest
             * @constructor
             * @param {mokv.v1.IMembersRequest=} [properties] Properties to set
             */
            function MembersRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new MembersRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.MembersRequest
             * @static
             * @param {mokv.v1.IMembersRequest=} [properties] Properties to set
             * @returns {mokv.v1.MembersRequest} MembersRequest instance
             */
            MembersRequest.create = function create(properties) {
                return new MembersRequest(properties);
            };

            /**
             * Encodes the specified MembersRequest message. Does not implicitly {@link mokv.v1.MembersRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.MembersRequest
             * @static
             * @param {mokv.v1.IMembersRequest} message MembersRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MembersRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a MembersRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.MembersRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.MembersRequest} MembersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MembersRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.MembersRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return MembersRequest;
        })();

        v1.MembersResponse = (function() {

            /**
             * Properties of a MembersResponse.
             * @memberof mokv.v1
             * @interface IMembersResponse
             * @property {string|null} [nodeId] MembersResponse nodeId
             * @property {boolean|null} [encrypted] MembersResponse encrypted
             * @property {Array.<mokv.v1.IPoolMember>|null} [members] MembersResponse members
             */

            /**
             * Constructs a new MembersResponse.
             * @memberof mokv.v1
             * @classdesc Represents a MembersResponse.
             * @implements IMembersResponse
             * @constructor
             * @param {mokv.v1.IMembersResponse=} [properties] Properties to set
             */
            function MembersResponse(properties) {
                this.members = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * MembersResponse nodeId.
             * @member {string} nodeId
             * @memberof mokv.v1.MembersResponse
             * @instance
             */
            MembersResponse.prototype.nodeId = "";

            /**
             * MembersResponse encrypted.
             * @member {boolean} encrypted
             * @memberof mokv.v1.MembersResponse
             * @instance
             */
            MembersResponse.prototype.encrypted = false;

            /**
             * MembersResponse members.
             * @member {Array.<mokv.v1.IPoolMember>} members
             * @memberof mokv.v1.MembersResponse
             * @instance
             */
            MembersResponse.prototype.members = $util.emptyArray;

            /**
             * Creates a new MembersResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.MembersResponse
             * @static
             * @param {mokv.v1.IMembersResponse=} [properties] Properties to set
             * @returns {mokv.v1.MembersResponse} MembersResponse instance
             */
            MembersResponse.create = function create(properties) {
                return new MembersResponse(properties);
            };

            /**
             * Encodes the specified MembersResponse message. Does not implicitly {@link mokv.v1.MembersResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.MembersResponse
             * @static
             * @param {mokv.v1.IMembersResponse} message MembersResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MembersResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.nodeId != null && Object.hasOwnProperty.call(message, "nodeId"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.nodeId);
                if (message.encrypted != null && Object.hasOwnProperty.call(message, "encrypted"))
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.encrypted);
                if (message.members != null && message.members.length)
                    for (let i = 0; i < message.members.length; ++i)
                        $root.mokv.v1.PoolMember.encode(message.members[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a MembersResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.MembersResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.MembersResponse} MembersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MembersResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.MembersResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.nodeId = reader.string();
                            break;
                        }
                    case 2: {
                            message.encrypted = reader.bool();
                            break;
                        }
                    case 3: {
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push($root.mokv.v1.PoolMember.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return MembersResponse;
        })();

        v1.PoolMember = (function() {

            /**
             * Properties of a PoolMember.
             * @memberof mokv.v1
             * @interface IPoolMember
             * @property {string|null} [name] PoolMember name
             * @property {string|null} [addr] PoolMember addr
             * @property {string|null} [status] PoolMember status
             * @property {Object.<string,string>|null} [tags] PoolMember tags
             * @property {number|null} [incarnation] PoolMember incarnation
             * @property {number|null} [rttMs] PoolMember rttMs
             */

            /**
             * Constructs a new PoolMember.
             * @memberof mokv.v1
             * @classdesc Represents a PoolMember.
             * @implements IPoolMember
             * @constructor
             * @param {mokv.v1.IPoolMember=} [properties] Properties to set
             */
            function PoolMember(properties) {
                this.tags = {};
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * PoolMember name.
             * @member {string} name
             * @memberof mokv.v1.PoolMember
             * @instance
             */
            PoolMember.prototype.name = "";

            /**
             * PoolMember addr.
             * @member {string} addr
             * @memberof mokv.v1.PoolMember
             * @instance
             */
            PoolMember.prototype.addr = "";

            /**
             * PoolMember status.
             * @member {string} status
             * @memberof mokv.v1.PoolMember
             * @instance
             */
            PoolMember.prototype.status = "";

            /**
             * PoolMember tags.
             * @member {Object.<string,string>} tags
             * @memberof mokv.v1.PoolMember
             * @instance
             */
            PoolMember.prototype.tags = $util.emptyObject;

            /**
             * PoolMember incarnation.
             * @member {number} incarnation
             * @memberof mokv.v1.PoolMember
             * @instance
             */
            PoolMember.prototype.incarnation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PoolMember rttMs.
             * @member {number|null|undefined} rttMs
             * @memberof mokv.v1.PoolMember
             * @instance
             */
            PoolMember.prototype.rttMs = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            Object.defineProperty(PoolMember.prototype, "_rttMs", {
                get: $util.oneOfGetter($oneOfFields = ["rttMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new PoolMember instance using the specified properties.
             * @function create
             * @memberof mokv.v1.PoolMember
             * @static
             * @param {mokv.v1.IPoolMember=} [properties] Properties to set
             * @returns {mokv.v1.PoolMember} PoolMember instance
             */
            PoolMember.create = function create(properties) {
                return new PoolMember(properties);
            };

            /**
             * Encodes the specified PoolMember message. Does not implicitly {@link mokv.v1.PoolMember.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.PoolMember
             * @static
             * @param {mokv.v1.IPoolMember} message PoolMember message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PoolMember.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.addr != null && Object.hasOwnProperty.call(message, "addr"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.addr);
                if (message.status != null && Object.hasOwnProperty.call(message, "status"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.status);
                if (message.tags != null && Object.hasOwnProperty.call(message, "tags"))
                    for (let keys = Object.keys(message.tags), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.tags[keys[i]]).ldelim();
                if (message.incarnation != null && Object.hasOwnProperty.call(message, "incarnation"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.incarnation);
                if (message.rttMs != null && Object.hasOwnProperty.call(message, "rttMs"))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.rttMs);
                return writer;
            };

            /**
             * Decodes a PoolMember message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.PoolMember
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.PoolMember} PoolMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PoolMember.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message, key, value;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.PoolMember();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.name = reader.string();
                            break;
                        }
                    case 2: {
                            message.addr = reader.string();
                            break;
                        }
                    case 3: {
                            message.status = reader.string();
                            break;
                        }
                    case 4: {
                            if (message.tags === $util.emptyObject)
                                message.tags = {};
                            let end2 = reader.uint32() + reader.pos;
                            if (end2 > reader.len)
                                throw RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.uint32();
                                switch (tag2 >>> 3) {
                                case 1:
                                    key = reader.string();
                                    break;
                                case 2:
                                    value = reader.string();
                                    break;
                                default:
                                    reader.skipType(tag2 & 7, long);
                                    break;
                                }
                            }
                            if (reader.pos !== end2)
                                throw RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.tags, key);
                            message.tags[key] = value;
                            break;
                        }
                    case 5: {
                            message.incarnation = reader.uint64();
                            break;
                        }
                    case 6: {
                            message.rttMs = reader.double();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return PoolMember;
        })();

        v1.RttRequest = (function() {

            /**
             * Properties of a RttRequest.
             * @memberof mokv.v1
             * @interface IRttRequest
             * @property {string|null} [from] RttRequest from
             * @property {string|null} [to] RttRequest to
             */

            /**
             * Constructs a new RttRequest.
             * @memberof mokv.v1
             * @classdesc Represents a RttRequest.
             * @implements IRttRequest
             * @constructor
             * @param {mokv.v1.IRttRequest=} [properties] Properties to set
             */
            function RttRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * RttRequest from.
             * @member {string} from
             * @memberof mokv.v1.RttRequest
             * @instance
             */
            RttRequest.prototype.from = "";

            /**
             * RttRequest to.
             * @member {string} to
             * @memberof mokv.v1.RttRequest
             * @instance
             */
            RttRequest.prototype.to = "";

            /**
             * Creates a new RttRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.RttRequest
             * @static
             * @param {mokv.v1.IRttRequest=} [properties] Properties to set
             * @returns {mokv.v1.RttRequest} RttRequest instance
             */
            RttRequest.create = function create(properties) {
                return new RttRequest(properties);
            };

            /**
             * Encodes the specified RttRequest message. Does not implicitly {@link mokv.v1.RttRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.RttRequest
             * @static
             * @param {mokv.v1.IRttRequest} message RttRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RttRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.from != null && Object.hasOwnProperty.call(message, "from"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.from);
                if (message.to != null && Object.hasOwnProperty.call(message, "to"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.to);
                return writer;
            };

            /**
             * Decodes a RttRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.RttRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.RttRequest} RttRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RttRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.RttRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.from = reader.string();
                            break;
                        }
                    case 2: {
                            message.to = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return RttRequest;
        })();

        v1.RttResponse = (function() {

            /**
             * Properties of a RttResponse.
             * @memberof mokv.v1
             * @interface IRttResponse
             * @property {number|null} [rttMs] RttResponse rttMs
             */

            /**
             * Constructs a new RttResponse.
             * @memberof mokv.v1
             * @classdesc Represents a RttResponse.
             * @implements IRttResponse
             * @constructor
             * @param {mokv.v1.IRttResponse=} [properties] Properties to set
             */
            function RttResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * RttResponse rttMs.
             * @member {number} rttMs
             * @memberof mokv.v1.RttResponse
             * @instance
             */
            RttResponse.prototype.rttMs = 0;

            /**
             * Creates a new RttResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.RttResponse
             * @static
             * @param {mokv.v1.IRttResponse=} [properties] Properties to set
             * @returns {mokv.v1.RttResponse} RttResponse instance
             */
            RttResponse.create = function create(properties) {
                return new RttResponse(properties);
            };

            /**
             * Encodes the specified RttResponse message. Does not implicitly {@link mokv.v1.RttResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.RttResponse
             * @static
             * @param {mokv.v1.IRttResponse} message RttResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RttResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.rttMs != null && Object.hasOwnProperty.call(message, "rttMs"))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.rttMs);
                return writer;
            };

            /**
             * Decodes a RttResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.RttResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.RttResponse} RttResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RttResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.RttResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.rttMs = reader.double();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return RttResponse;
        })();

        v1.EventsRequest = (function() {

            /**
             * Properties of an EventsRequest.
             * @memberof mokv.v1
             * @interface IEventsRequest
             */

            /**
             * Constructs a new EventsRequest.
             * @memberof mokv.v1
             * @classdesc Represents an EventsRequest.
             * @implements IEventsRequest
             * @constructor
             * @param {mokv.v1.IEventsRequest=} [properties] Properties to set
             */
            function EventsRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new EventsRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.EventsRequest
             * @static
             * @param {mokv.v1.IEventsRequest=} [properties] Properties to set
             * @returns {mokv.v1.EventsRequest} EventsRequest instance
             */
            EventsRequest.create = function create(properties) {
                return new EventsRequest(properties);
            };

            /**
             * Encodes the specified EventsRequest message. Does not implicitly {@link mokv.v1.EventsRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.EventsRequest
             * @static
             * @param {mokv.v1.IEventsRequest} message EventsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EventsRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes an EventsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.EventsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.EventsRequest} EventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EventsRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.EventsRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return EventsRequest;
        })();

        v1.PoolEvent = (function() {

            /**
             * Properties of a PoolEvent.
             * @memberof mokv.v1
             * @interface IPoolEvent
             * @property {number|null} [timeMs] PoolEvent timeMs
             * @property {string|null} [type] PoolEvent type
             * @property {mokv.v1.IPoolMember|null} [member] PoolEvent member
             * @property {string|null} [name] PoolEvent name
             * @property {Uint8Array|null} [payload] PoolEvent payload
             */

            /**
             * Constructs a new PoolEvent.
             * @memberof mokv.v1
             * @classdesc Represents a PoolEvent.
             * @implements IPoolEvent
             * @constructor
             * @param {mokv.v1.IPoolEvent=} [properties] Properties to set
             */
            function PoolEvent(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * PoolEvent timeMs.
             * @member {number} timeMs
             * @memberof mokv.v1.PoolEvent
             * @instance
             */
            PoolEvent.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PoolEvent type.
             * @member {string} type
             * @memberof mokv.v1.PoolEvent
             * @instance
             */
            PoolEvent.prototype.type = "";

            /**
             * PoolEvent member.
             * @member {mokv.v1.IPoolMember|null|undefined} member
             * @memberof mokv.v1.PoolEvent
             * @instance
             */
            PoolEvent.prototype.member = null;

            /**
             * PoolEvent name.
             * @member {string} name
             * @memberof mokv.v1.PoolEvent
             * @instance
             */
            PoolEvent.prototype.name = "";

            /**
             * PoolEvent payload.
             * @member {Uint8Array} payload
             * @memberof mokv.v1.PoolEvent
             * @instance
             */
            PoolEvent.prototype.payload = $util.newBuffer([]);

            /**
             * Creates a new PoolEvent instance using the specified properties.
             * @function create
             * @memberof mokv.v1.PoolEvent
             * @static
             * @param {mokv.v1.IPoolEvent=} [properties] Properties to set
             * @returns {mokv.v1.PoolEvent} PoolEvent instance
             */
            PoolEvent.create = function create(properties) {
                return new PoolEvent(properties);
            };

            /**
             * Encodes the specified PoolEvent message. Does not implicitly {@link mokv.v1.PoolEvent.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.PoolEvent
             * @static
             * @param {mokv.v1.IPoolEvent} message PoolEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PoolEvent.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.timeMs != null && Object.hasOwnProperty.call(message, "timeMs"))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                if (message.type != null && Object.hasOwnProperty.call(message, "type"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.type);
                if (message.member != null && Object.hasOwnProperty.call(message, "member"))
                    $root.mokv.v1.PoolMember.encode(message.member, writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.name);
                if (message.payload != null && Object.hasOwnProperty.call(message, "payload"))
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.payload);
                return writer;
            };

            /**
             * Decodes a PoolEvent message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.PoolEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.PoolEvent} PoolEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PoolEvent.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.PoolEvent();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.timeMs = reader.uint64();
                            break;
                        }
                    case 2: {
                            message.type = reader.string();
                            break;
                        }
                    case 3: {
                            message.member = $root.mokv.v1.PoolMember.decode(reader, reader.uint32(), undefined, long + 1);
                            break;
                        }
                    case 4: {
                            message.name = reader.string();
                            break;
                        }
                    case 5: {
                            message.payload = reader.bytes();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return PoolEvent;
        })();

        v1.JoinRequest = (function() {

            /**
             * Properties of a JoinRequest.
             * @memberof mokv.v1
             * @interface IJoinRequest
             * @property {Array.<string>|null} [addrs] JoinRequest addrs
             */

            /**
             * Constructs a new JoinRequest.
             * @memberof mokv.v1
             * @classdesc Represents a JoinRequest.
             * @implements IJoinRequest
             * @constructor
             * @param {mokv.v1.IJoinRequest=} [properties] Properties to set
             */
            function JoinRequest(properties) {
                this.addrs = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * JoinRequest addrs.
             * @member {Array.<string>} addrs
             * @memberof mokv.v1.JoinRequest
             * @instance
             */
            JoinRequest.prototype.addrs = $util.emptyArray;

            /**
             * Creates a new JoinRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.JoinRequest
             * @static
             * @param {mokv.v1.IJoinRequest=} [properties] Properties to set
             * @returns {mokv.v1.JoinRequest} JoinRequest instance
             */
            JoinRequest.create = function create(properties) {
                return new JoinRequest(properties);
            };

            /**
             * Encodes the specified JoinRequest message. Does not implicitly {@link mokv.v1.JoinRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.JoinRequest
             * @static
             * @param {mokv.v1.IJoinRequest} message JoinRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            JoinRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.addrs != null && message.addrs.length)
                    for (let i = 0; i < message.addrs.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.addrs[i]);
                return writer;
            };

            /**
             * Decodes a JoinRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.JoinRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.JoinRequest} JoinRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            JoinRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.JoinRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            if (!(message.addrs && message.addrs.length))
                                message.addrs = [];
                            message.addrs.push(reader.string());
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return JoinRequest;
        })();

        v1.JoinResponse = (function() {

            /**
             * Properties of a JoinResponse.
             * @memberof mokv.v1
             * @interface IJoinResponse
             * @property {Array.<mokv.v1.IJoinResult>|null} [results] JoinResponse results
             */

            /**
             * Constructs a new JoinResponse.
             * @memberof mokv.v1
             * @classdesc Represents a JoinResponse.
             * @implements IJoinResponse
             * @constructor
             * @param {mokv.v1.IJoinResponse=} [properties] Properties to set
             */
            function JoinResponse(properties) {
                this.results = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * JoinResponse results.
             * @member {Array.<mokv.v1.IJoinResult>} results
             * @memberof mokv.v1.JoinResponse
             * @instance
             */
            JoinResponse.prototype.results = $util.emptyArray;

            /**
             * Creates a new JoinResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.JoinResponse
             * @static
             * @param {mokv.v1.IJoinResponse=} [properties] Properties to set
             * @returns {mokv.v1.JoinResponse} JoinResponse instance
             */
            JoinResponse.create = function create(properties) {
                return new JoinResponse(properties);
            };

            /**
             * Encodes the specified JoinResponse message. Does not implicitly {@link mokv.v1.JoinResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.JoinResponse
             * @static
             * @param {mokv.v1.IJoinResponse} message JoinResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            JoinResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.results != null && message.results.length)
                    for (let i = 0; i < message.results.length; ++i)
                        $root.mokv.v1.JoinResult.encode(message.results[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a JoinResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.JoinResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.JoinResponse} JoinResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            JoinResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.JoinResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            if (!(message.results && message.results.length))
                                message.results = [];
                            message.results.push($root.mokv.v1.JoinResult.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return JoinResponse;
        })();

        v1.JoinResult = (function() {

            /**
             * Properties of a JoinResult.
             * @memberof mokv.v1
             * @interface IJoinResult
             * @property {string|null} [addr] JoinResult addr
             * @property {string|null} [failure] JoinResult failure
             */

            /**
             * Constructs a new JoinResult.
             * @memberof mokv.v1
             * @classdesc Represents a JoinResult.
             * @implements IJoinResult
             * @constructor
             * @param {mokv.v1.IJoinResult=} [properties] Properties to set
             */
            function JoinResult(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * JoinResult addr.
             * @member {string} addr
             * @memberof mokv.v1.JoinResult
             * @instance
             */
            JoinResult.prototype.addr = "";

            /**
             * JoinResult failure.
             * @member {string} failure
             * @memberof mokv.v1.JoinResult
             * @instance
             */
            JoinResult.prototype.failure = "";

            /**
             * Creates a new JoinResult instance using the specified properties.
             * @function create
             * @memberof mokv.v1.JoinResult
             * @static
             * @param {mokv.v1.IJoinResult=} [properties] Properties to set
             * @returns {mokv.v1.JoinResult} JoinResult instance
             */
            JoinResult.create = function create(properties) {
                return new JoinResult(properties);
            };

            /**
             * Encodes the specified JoinResult message. Does not implicitly {@link mokv.v1.JoinResult.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.JoinResult
             * @static
             * @param {mokv.v1.IJoinResult} message JoinResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            JoinResult.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.addr != null && Object.hasOwnProperty.call(message, "addr"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.addr);
                if (message.failure != null && Object.hasOwnProperty.call(message, "failure"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.failure);
                return writer;
            };

            /**
             * Decodes a JoinResult message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.JoinResult
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.JoinResult} JoinResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            JoinResult.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.JoinResult();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.addr = reader.string();
                            break;
                        }
                    case 2: {
                            message.failure = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return JoinResult;
        })();

        v1.ForceLeaveRequest = (function() {

            /**
             * Properties of a ForceLeaveRequest.
             * @memberof mokv.v1
             * @interface IForceLeaveRequest
             * @property {string|null} [name] ForceLeaveRequest name
             * @property {boolean|null} [prune] ForceLeaveRequest prune
             */

            /**
             * Constructs a new ForceLeaveRequest.
             * @memberof mokv.v1
             * @classdesc Represents a ForceLeaveRequest.
             * @implements IForceLeaveRequest
             * @constructor
             * @param {mokv.v1.IForceLeaveRequest=} [properties] Properties to set
             */
            function ForceLeaveRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * ForceLeaveRequest name.
             * @member {string} name
             * @memberof mokv.v1.ForceLeaveRequest
             * @instance
             */
            ForceLeaveRequest.prototype.name = "";

            /**
             * ForceLeaveRequest prune.
             * @member {boolean} prune
             * @memberof mokv.v1.ForceLeaveRequest
             * @instance
             */
            ForceLeaveRequest.prototype.prune = false;

            /**
             * Creates a new ForceLeaveRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.ForceLeaveRequest
             * @static
             * @param {mokv.v1.IForceLeaveRequest=} [properties] Properties to set
             * @returns {mokv.v1.ForceLeaveRequest} ForceLeaveRequest instance
             */
            ForceLeaveRequest.create = function create(properties) {
                return new ForceLeaveRequest(properties);
            };

            /**
             * Encodes the specified ForceLeaveRequest message. Does not implicitly {@link mokv.v1.ForceLeaveRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.ForceLeaveRequest
             * @static
             * @param {mokv.v1.IForceLeaveRequest} message ForceLeaveRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ForceLeaveRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.prune != null && Object.hasOwnProperty.call(message, "prune"))
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.prune);
                return writer;
            };

            /**
             * Decodes a ForceLeaveRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.ForceLeaveRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.ForceLeaveRequest} ForceLeaveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ForceLeaveRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.ForceLeaveRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.name = reader.string();
                            break;
                        }
                    case 2: {
                            message.prune = reader.bool();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return ForceLeaveRequest;
        })();

        v1.ForceLeaveResponse = (function() {

            /**
             * Properties of a ForceLeaveResponse.
             * @memberof mokv.v1
             * @interface IForceLeaveResponse
             */

            /**
             * Constructs a new ForceLeaveResponse.
             * @memberof mokv.v1
             * @classdesc Represents a ForceLeaveResponse.
             * @implements IForceLeaveResponse
             * @constructor
             * @param {mokv.v1.IForceLeaveResponse=} [properties] Properties to set
             */
            function ForceLeaveResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new ForceLeaveResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.ForceLeaveResponse
             * @static
             * @param {mokv.v1.IForceLeaveResponse=} [properties] Properties to set
             * @returns {mokv.v1.ForceLeaveResponse} ForceLeaveResponse instance
             */
            ForceLeaveResponse.create = function create(properties) {
                return new ForceLeaveResponse(properties);
            };

            /**
             * Encodes the specified ForceLeaveResponse message. Does not implicitly {@link mokv.v1.ForceLeaveResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.ForceLeaveResponse
             * @static
             * @param {mokv.v1.IForceLeaveResponse} message ForceLeaveResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ForceLeaveResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a ForceLeaveResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.ForceLeaveResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.ForceLeaveResponse} ForceLeaveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ForceLeaveResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.ForceLeaveResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return ForceLeaveResponse;
        })();

        v1.LeaveRequest = (function() {

            /**
             * Properties of a LeaveRequest.
             * @memberof mokv.v1
             * @interface ILeaveRequest
             */

            /**
             * Constructs a new LeaveRequest.
             * @memberof mokv.v1
             * @classdesc Represents a LeaveRequest.
             * @implements ILeaveRequest
             * @constructor
             * @param {mokv.v1.ILeaveRequest=} [properties] Properties to set
             */
            function LeaveRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new LeaveRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.LeaveRequest
             * @static
             * @param {mokv.v1.ILeaveRequest=} [properties] Properties to set
             * @returns {mokv.v1.LeaveRequest} LeaveRequest instance
             */
            LeaveRequest.create = function create(properties) {
                return new LeaveRequest(properties);
            };

            /**
             * Encodes the specified LeaveRequest message. Does not implicitly {@link mokv.v1.LeaveRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.LeaveRequest
             * @static
             * @param {mokv.v1.ILeaveRequest} message LeaveRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LeaveRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a LeaveRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.LeaveRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.LeaveRequest} LeaveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LeaveRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.LeaveRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return LeaveRequest;
        })();

        v1.LeaveResponse = (function() {

            /**
             * Properties of a LeaveResponse.
             * @memberof mokv.v1
             * @interface ILeaveResponse
             */

            /**
             * Constructs a new LeaveResponse.
             * @memberof mokv.v1
             * @classdesc Represents a LeaveResponse.
             * @implements ILeaveResponse
             * @constructor
             * @param {mokv.v1.ILeaveResponse=} [properties] Properties to set
             */
            function LeaveResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new LeaveResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.LeaveResponse
             * @static
             * @param {mokv.v1.ILeaveResponse=} [properties] Properties to set
             * @returns {mokv.v1.LeaveResponse} LeaveResponse instance
             */
            LeaveResponse.create = function create(properties) {
                return new LeaveResponse(properties);
            };

            /**
             * Encodes the specified LeaveResponse message. Does not implicitly {@link mokv.v1.LeaveResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.LeaveResponse
             * @static
             * @param {mokv.v1.ILeaveResponse} message LeaveResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LeaveResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a LeaveResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.LeaveResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.LeaveResponse} LeaveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LeaveResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.LeaveResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return LeaveResponse;
        })();

        v1.KeysRequest = (function() {

            /**
             * Properties of a KeysRequest.
             * @memberof mokv.v1
             * @interface IKeysRequest
             * @property {string|null} [operation] KeysRequest operation
             * @property {Uint8Array|null} [key] KeysRequest key
             */

            /**
             * Constructs a new KeysRequest.
             * @memberof mokv.v1
             * @classdesc Represents a KeysRequest.
             * @implements IKeysRequest
             * @constructor
             * @param {mokv.v1.IKeysRequest=} [properties] Properties to set
             */
            function KeysRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * KeysRequest operation.
             * @member {string} operation
             * @memberof mokv.v1.KeysRequest
             * @instance
             */
            KeysRequest.prototype.operation = "";

            /**
             * KeysRequest key.
             * @member {Uint8Array} key
             * @memberof mokv.v1.KeysRequest
             * @instance
             */
            KeysRequest.prototype.key = $util.newBuffer([]);

            /**
             * Creates a new KeysRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.KeysRequest
             * @static
             * @param {mokv.v1.IKeysRequest=} [properties] Properties to set
             * @returns {mokv.v1.KeysRequest} KeysRequest instance
             */
            KeysRequest.create = function create(properties) {
                return new KeysRequest(properties);
            };

            /**
             * Encodes the specified KeysRequest message. Does not implicitly {@link mokv.v1.KeysRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.KeysRequest
             * @static
             * @param {mokv.v1.IKeysRequest} message KeysRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KeysRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.operation != null && Object.hasOwnProperty.call(message, "operation"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.operation);
                if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                return writer;
            };

            /**
             * Decodes a KeysRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.KeysRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.KeysRequest} KeysRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KeysRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.KeysRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.operation = reader.string();
                            break;
                        }
                    case 2: {
                            message.key = reader.bytes();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return KeysRequest;
        })();

        v1.KeysResponse = (function() {

            /**
             * Properties of a KeysResponse.
             * @memberof mokv.v1
             * @interface IKeysResponse
             * @property {Array.<mokv.v1.IKeyAnswer>|null} [answers] KeysResponse answers
             */

            /**
             * Constructs a new KeysResponse.
             * @memberof mokv.v1
             * @classdesc Represents a KeysResponse.
             * @implements IKeysResponse
             * @constructor
             * @param {mokv.v1.IKeysResponse=} [properties] Properties to set
             */
            function KeysResponse(properties) {
                this.answers = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * KeysResponse answers.
             * @member {Array.<mokv.v1.IKeyAnswer>} answers
             * @memberof mokv.v1.KeysResponse
             * @instance
             */
            KeysResponse.prototype.answers = $util.emptyArray;

            /**
             * Creates a new KeysResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.KeysResponse
             * @static
             * @param {mokv.v1.IKeysResponse=} [properties] Properties to set
             * @returns {mokv.v1.KeysResponse} KeysResponse instance
             */
            KeysResponse.create = function create(properties) {
                return new KeysResponse(properties);
            };

            /**
             * Encodes the specified KeysResponse message. Does not implicitly {@link mokv.v1.KeysResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.KeysResponse
             * @static
             * @param {mokv.v1.IKeysResponse} message KeysResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KeysResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.answers != null && message.answers.length)
                    for (let i = 0; i < message.answers.length; ++i)
                        $root.mokv.v1.KeyAnswer.encode(message.answers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a KeysResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.KeysResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.KeysResponse} KeysResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KeysResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.KeysResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            if (!(message.answers && message.answers.length))
                                message.answers = [];
                            message.answers.push($root.mokv.v1.KeyAnswer.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return KeysResponse;
        })();

        v1.KeyAnswer = (function() {

            /**
             * Properties of a KeyAnswer.
             * @memberof mokv.v1
             * @interface IKeyAnswer
             * @property {string|null} [name] KeyAnswer name
             * @property {boolean|null} [ok] KeyAnswer ok
             * @property {string|null} [message] KeyAnswer message
             * @property {Array.<string>|null} [keys] KeyAnswer keys
             * @property {string|null} [primaryKey] KeyAnswer primaryKey
             */

            /**
             * Constructs a new KeyAnswer.
             * @memberof mokv.v1
             * @classdesc Represents a KeyAnswer.
             * @implements IKeyAnswer
             * @constructor
             * @param {mokv.v1.IKeyAnswer=} [properties] Properties to set
             */
            function KeyAnswer(properties) {
                this.keys = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * KeyAnswer name.
             * @member {string} name
             * @memberof mokv.v1.KeyAnswer
             * @instance
             */
            KeyAnswer.prototype.name = "";

            /**
             * KeyAnswer ok.
             * @member {boolean} ok
             * @memberof mokv.v1.KeyAnswer
             * @instance
             */
            KeyAnswer.prototype.ok = false;

            /**
             * KeyAnswer message.
             * @member {string} message
             * @memberof mokv.v1.KeyAnswer
             * @instance
             */
            KeyAnswer.prototype.message = "";

            /**
             * KeyAnswer keys.
             * @member {Array.<string>} keys
             * @memberof mokv.v1.KeyAnswer
             * @instance
             */
            KeyAnswer.prototype.keys = $util.emptyArray;

            /**
             * KeyAnswer primaryKey.
             * @member {string} primaryKey
             * @memberof mokv.v1.KeyAnswer
             * @instance
             */
            KeyAnswer.prototype.primaryKey = "";

            /**
             * Creates a new KeyAnswer instance using the specified properties.
             * @function create
             * @memberof mokv.v1.KeyAnswer
             * @static
             * @param {mokv.v1.IKeyAnswer=} [properties] Properties to set
             * @returns {mokv.v1.KeyAnswer} KeyAnswer instance
             */
            KeyAnswer.create = function create(properties) {
                return new KeyAnswer(properties);
            };

            /**
             * Encodes the specified KeyAnswer message. Does not implicitly {@link mokv.v1.KeyAnswer.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.KeyAnswer
             * @static
             * @param {mokv.v1.IKeyAnswer} message KeyAnswer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            KeyAnswer.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.ok != null && Object.hasOwnProperty.call(message, "ok"))
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.ok);
                if (message.message != null && Object.hasOwnProperty.call(message, "message"))
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
                if (message.keys != null && message.keys.length)
                    for (let i = 0; i < message.keys.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.keys[i]);
                if (message.primaryKey != null && Object.hasOwnProperty.call(message, "primaryKey"))
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.primaryKey);
                return writer;
            };

            /**
             * Decodes a KeyAnswer message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.KeyAnswer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.KeyAnswer} KeyAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            KeyAnswer.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.KeyAnswer();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.name = reader.string();
                            break;
                        }
                    case 2: {
                            message.ok = reader.bool();
                            break;
                        }
                    case 3: {
                            message.message = reader.string();
                            break;
                        }
                    case 4: {
                            if (!(message.keys && message.keys.length))
                                message.keys = [];
                            message.keys.push(reader.string());
                            break;
                        }
                    case 5: {
                            message.primaryKey = reader.string();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return KeyAnswer;
        })();

        v1.SendEventRequest = (function() {

            /**
             * Properties of a SendEventRequest.
             * @memberof mokv.v1
             * @interface ISendEventRequest
             * @property {string|null} [name] SendEventRequest name
             * @property {Uint8Array|null} [payload] SendEventRequest payload
             */

            /**
             * Constructs a new SendEventRequest.
             * @memberof mokv.v1
             * @classdesc Represents a SendEventRequest.
             * @implements ISendEventRequest
             * @constructor
             * @param {mokv.v1.ISendEventRequest=} [properties] Properties to set
             */
            function SendEventRequest(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * SendEventRequest name.
             * @member {string} name
             * @memberof mokv.v1.SendEventRequest
             * @instance
             */
            SendEventRequest.prototype.name = "";

            /**
             * SendEventRequest payload.
             * @member {Uint8Array} payload
             * @memberof mokv.v1.SendEventRequest
             * @instance
             */
            SendEventRequest.prototype.payload = $util.newBuffer([]);

            /**
             * Creates a new SendEventRequest instance using the specified properties.
             * @function create
             * @memberof mokv.v1.SendEventRequest
             * @static
             * @param {mokv.v1.ISendEventRequest=} [properties] Properties to set
             * @returns {mokv.v1.SendEventRequest} SendEventRequest instance
             */
            SendEventRequest.create = function create(properties) {
                return new SendEventRequest(properties);
            };

            /**
             * Encodes the specified SendEventRequest message. Does not implicitly {@link mokv.v1.SendEventRequest.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.SendEventRequest
             * @static
             * @param {mokv.v1.ISendEventRequest} message SendEventRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SendEventRequest.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.name != null && Object.hasOwnProperty.call(message, "name"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.payload != null && Object.hasOwnProperty.call(message, "payload"))
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.payload);
                return writer;
            };

            /**
             * Decodes a SendEventRequest message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.SendEventRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.SendEventRequest} SendEventRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SendEventRequest.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.SendEventRequest();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.name = reader.string();
                            break;
                        }
                    case 2: {
                            message.payload = reader.bytes();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return SendEventRequest;
        })();

        v1.SendEventResponse = (function() {

            /**
             * Properties of a SendEventResponse.
             * @memberof mokv.v1
             * @interface ISendEventResponse
             */

            /**
             * Constructs a new SendEventResponse.
             * @memberof mokv.v1
             * @classdesc Represents a SendEventResponse.
             * @implements ISendEventResponse
             * @constructor
             * @param {mokv.v1.ISendEventResponse=} [properties] Properties to set
             */
            function SendEventResponse(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new SendEventResponse instance using the specified properties.
             * @function create
             * @memberof mokv.v1.SendEventResponse
             * @static
             * @param {mokv.v1.ISendEventResponse=} [properties] Properties to set
             * @returns {mokv.v1.SendEventResponse} SendEventResponse instance
             */
            SendEventResponse.create = function create(properties) {
                return new SendEventResponse(properties);
            };

            /**
             * Encodes the specified SendEventResponse message. Does not implicitly {@link mokv.v1.SendEventResponse.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.SendEventResponse
             * @static
             * @param {mokv.v1.ISendEventResponse} message SendEventResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SendEventResponse.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes a SendEventResponse message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.SendEventResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.SendEventResponse} SendEventResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SendEventResponse.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.SendEventResponse();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return SendEventResponse;
        })();

        v1.Round = (function() {

            /**
             * Properties of a Round.
             * @memberof mokv.v1
             * @interface IRound
             * @property {number|null} [timeMs] Round timeMs
             * @property {Array.<mokv.v1.ICommand>|null} [commands] Round commands
             */

            /**
             * Constructs a new Round.
             * @memberof mokv.v1
             * @classdesc Represents a Round.
             * @implements IRound
             * @constructor
             * @param {mokv.v1.IRound=} [properties] Properties to set
             */
            function Round(properties) {
                this.commands = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Round timeMs.
             * @member {number} timeMs
             * @memberof mokv.v1.Round
             * @instance
             */
            Round.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Round commands.
             * @member {Array.<mokv.v1.ICommand>} commands
             * @memberof mokv.v1.Round
             * @instance
             */
            Round.prototype.commands = $util.emptyArray;

            /**
             * Creates a new Round instance using the specified properties.
             * @function create
             * @memberof mokv.v1.Round
             * @static
             * @param {mokv.v1.IRound=} [properties] Properties to set
             * @returns {mokv.v1.Round} Round instance
             */
            Round.create = function create(properties) {
                return new Round(properties);
            };

            /**
             * Encodes the specified Round message. Does not implicitly {@link mokv.v1.Round.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.Round
             * @static
             * @param {mokv.v1.IRound} message Round message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Round.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.timeMs != null && Object.hasOwnProperty.call(message, "timeMs"))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                if (message.commands != null && message.commands.length)
                    for (let i = 0; i < message.commands.length; ++i)
                        $root.mokv.v1.Command.encode(message.commands[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a Round message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.Round
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.Round} Round
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Round.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.Round();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.timeMs = reader.uint64();
                            break;
                        }
                    case 2: {
                            if (!(message.commands && message.commands.length))
                                message.commands = [];
                            message.commands.push($root.mokv.v1.Command.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return Round;
        })();

        v1.Command = (function() {

            /**
             * Properties of a Command.
             * @memberof mokv.v1
             * @interface ICommand
             * @property {mokv.v1.ISetCommand|null} [set] Command set
             * @property {mokv.v1.IDeleteCommand|null} ["delete"] Command delete
             */

            /**
             * Constructs a new Command.
             * @memberof mokv.v1
             * @classdesc Represents a Command.
             * @implements ICommand
             * @constructor
             * @param {mokv.v1.ICommand=} [properties] Properties to set
             */
            function Command(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Command set.
             * @member {mokv.v1.ISetCommand|null|undefined} set
             * @memberof mokv.v1.Command
             * @instance
             */
            Command.prototype.set = null;

            /**
             * Command delete.
             * @member {mokv.v1.IDeleteCommand|null|undefined} delete
             * @memberof mokv.v1.Command
             * @instance
             */
            Command.prototype["delete"] = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Command kind.
             * @member {"set"|"delete"|undefined} kind
             * @memberof mokv.v1.Command
             * @instance
             */
            Object.defineProperty(Command.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["set", "delete"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Command instance using the specified properties.
             * @function create
             * @memberof mokv.v1.Command
             * @static
             * @param {mokv.v1.ICommand=} [properties] Properties to set
             * @returns {mokv.v1.Command} Command instance
             */
            Command.create = function create(properties) {
                return new Command(properties);
            };

            /**
             * Encodes the specified Command message. Does not implicitly {@link mokv.v1.Command.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.Command
             * @static
             * @param {mokv.v1.ICommand} message Command message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Command.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.set != null && Object.hasOwnProperty.call(message, "set"))
                    $root.mokv.v1.SetCommand.encode(message.set, writer.uint32(/* id 1, wireType 2 =*/10).fork(), q + 1).ldelim();
                if (message["delete"] != null && Object.hasOwnProperty.call(message, "delete"))
                    $root.mokv.v1.DeleteCommand.encode(message["delete"], writer.uint32(/* id 2, wireType 2 =*/18).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a Command message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.Command
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.Command} Command
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Command.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.Command();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.set = $root.mokv.v1.SetCommand.decode(reader, reader.uint32(), undefined, long + 1);
                            break;
                        }
                    case 2: {
                            message["delete"] = $root.mokv.v1.DeleteCommand.decode(reader, reader.uint32(), undefined, long + 1);
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return Command;
        })();

        v1.SetCommand = (function() {

            /**
             * Properties of a SetCommand.
             * @memberof mokv.v1
             * @interface ISetCommand
             * @property {Uint8Array|null} [key] SetCommand key
             * @property {Uint8Array|null} [value] SetCommand value
             */

            /**
             * Constructs a new SetCommand.
             * @memberof mokv.v1
             * @classdesc Represents a SetCommand.
             * @implements ISetCommand
             * @constructor
             * @param {mokv.v1.ISetCommand=} [properties] Properties to set
             */
            function SetCommand(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * SetCommand key.
             * @member {Uint8Array} key
             * @memberof mokv.v1.SetCommand
             * @instance
             */
            SetCommand.prototype.key = $util.newBuffer([]);

            /**
             * SetCommand value.
             * @member {Uint8Array} value
             * @memberof mokv.v1.SetCommand
             * @instance
             */
            SetCommand.prototype.value = $util.newBuffer([]);

            /**
             * Creates a new SetCommand instance using the specified properties.
             * @function create
             * @memberof mokv.v1.SetCommand
             * @static
             * @param {mokv.v1.ISetCommand=} [properties] Properties to set
             * @returns {mokv.v1.SetCommand} SetCommand instance
             */
            SetCommand.create = function create(properties) {
                return new SetCommand(properties);
            };

            /**
             * Encodes the specified SetCommand message. Does not implicitly {@link mokv.v1.SetCommand.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.SetCommand
             * @static
             * @param {mokv.v1.ISetCommand} message SetCommand message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SetCommand.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
                return writer;
            };

            /**
             * Decodes a SetCommand message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.SetCommand
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.SetCommand} SetCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SetCommand.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.SetCommand();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.key = reader.bytes();
                            break;
                        }
                    case 2: {
                            message.value = reader.bytes();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return SetCommand;
        })();

        v1.DeleteCommand = (function() {

            /**
             * Properties of a DeleteCommand.
             * @memberof mokv.v1
             * @interface IDeleteCommand
             * @property {Uint8Array|null} [key] DeleteCommand key
             */

            /**
             * Constructs a new DeleteCommand.
             * @memberof mokv.v1
             * @classdesc Represents a DeleteCommand.
             * @implements IDeleteCommand
             * @constructor
             * @param {mokv.v1.IDeleteCommand=} [properties] Properties to set
             */
            function DeleteCommand(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * DeleteCommand key.
             * @member {Uint8Array} key
             * @memberof mokv.v1.DeleteCommand
             * @instance
             */
            DeleteCommand.prototype.key = $util.newBuffer([]);

            /**
             * Creates a new DeleteCommand instance using the specified properties.
             * @function create
             * @memberof mokv.v1.DeleteCommand
             * @static
             * @param {mokv.v1.IDeleteCommand=} [properties] Properties to set
             * @returns {mokv.v1.DeleteCommand} DeleteCommand instance
             */
            DeleteCommand.create = function create(properties) {
                return new DeleteCommand(properties);
            };

            /**
             * Encodes the specified DeleteCommand message. Does not implicitly {@link mokv.v1.DeleteCommand.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.DeleteCommand
             * @static
             * @param {mokv.v1.IDeleteCommand} message DeleteCommand message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DeleteCommand.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                return writer;
            };

            /**
             * Decodes a DeleteCommand message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.DeleteCommand
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.DeleteCommand} DeleteCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DeleteCommand.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.DeleteCommand();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.key = reader.bytes();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return DeleteCommand;
        })();

        v1.SnapshotRecord = (function() {

            /**
             * Properties of a SnapshotRecord.
             * @memberof mokv.v1
             * @interface ISnapshotRecord
             * @property {Uint8Array|null} [key] SnapshotRecord key
             * @property {Uint8Array|null} [value] SnapshotRecord value
             * @property {number|null} [createRevision] SnapshotRecord createRevision
             * @property {number|null} [modRevision] SnapshotRecord modRevision
             * @property {number|null} [version] SnapshotRecord version
             * @property {mokv.v1.ISnapshotHeader|null} [header] SnapshotRecord header
             */

            /**
             * Constructs a new SnapshotRecord.
             * @memberof mokv.v1
             * @classdesc Represents a SnapshotRecord.
             * @implements ISnapshotRecord
             * @constructor
             * @param {mokv.v1.ISnapshotRecord=} [properties] Properties to set
             */
            function SnapshotRecord(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * SnapshotRecord key.
             * @member {Uint8Array} key
             * @memberof mokv.v1.SnapshotRecord
             * @instance
             */
            SnapshotRecord.prototype.key = $util.newBuffer([]);

            /**
             * SnapshotRecord value.
             * @member {Uint8Array} value
             * @memberof mokv.v1.SnapshotRecord
             * @instance
             */
            SnapshotRecord.prototype.value = $util.newBuffer([]);

            /**
             * SnapshotRecord createRevision.
             * @member {number} createRevision
             * @memberof mokv.v1.SnapshotRecord
             * @instance
             */
            SnapshotRecord.prototype.createRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotRecord modRevision.
             * @member {number} modRevision
             * @memberof mokv.v1.SnapshotRecord
             * @instance
             */
            SnapshotRecord.prototype.modRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotRecord version.
             * @member {number} version
             * @memberof mokv.v1.SnapshotRecord
             * @instance
             */
            SnapshotRecord.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotRecord header.
             * @member {mokv.v1.ISnapshotHeader|null|undefined} header
             * @memberof mokv.v1.SnapshotRecord
             * @instance
             */
            SnapshotRecord.prototype.header = null;

            /**
             * Creates a new SnapshotRecord instance using the specified properties.
             * @function create
             * @memberof mokv.v1.SnapshotRecord
             * @static
             * @param {mokv.v1.ISnapshotRecord=} [properties] Properties to set
             * @returns {mokv.v1.SnapshotRecord} SnapshotRecord instance
             */
            SnapshotRecord.create = function create(properties) {
                return new SnapshotRecord(properties);
            };

            /**
             * Encodes the specified SnapshotRecord message. Does not implicitly {@link mokv.v1.SnapshotRecord.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.SnapshotRecord
             * @static
             * @param {mokv.v1.ISnapshotRecord} message SnapshotRecord message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotRecord.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.key != null && Object.hasOwnProperty.call(message, "key"))
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
                if (message.createRevision != null && Object.hasOwnProperty.call(message, "createRevision"))
                    writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.createRevision);
                if (message.modRevision != null && Object.hasOwnProperty.call(message, "modRevision"))
                    writer.uint32(/* id 17, wireType 0 =*/136).uint64(message.modRevision);
                if (message.version != null && Object.hasOwnProperty.call(message, "version"))
                    writer.uint32(/* id 18, wireType 0 =*/144).uint64(message.version);
                if (message.header != null && Object.hasOwnProperty.call(message, "header"))
                    $root.mokv.v1.SnapshotHeader.encode(message.header, writer.uint32(/* id 32, wireType 2 =*/258).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a SnapshotRecord message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.SnapshotRecord
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.SnapshotRecord} SnapshotRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotRecord.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.SnapshotRecord();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.key = reader.bytes();
                            break;
                        }
                    case 2: {
                            message.value = reader.bytes();
                            break;
                        }
                    case 16: {
                            message.createRevision = reader.uint64();
                            break;
                        }
                    case 17: {
                            message.modRevision = reader.uint64();
                            break;
                        }
                    case 18: {
                            message.version = reader.uint64();
                            break;
                        }
                    case 32: {
                            message.header = $root.mokv.v1.SnapshotHeader.decode(reader, reader.uint32(), undefined, long + 1);
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return SnapshotRecord;
        })();

        v1.SnapshotHeader = (function() {

            /**
             * Properties of a SnapshotHeader.
             * @memberof mokv.v1
             * @interface ISnapshotHeader
             * @property {number|null} [format] SnapshotHeader format
             * @property {number|null} [revision] SnapshotHeader revision
             * @property {number|null} [keys] SnapshotHeader keys
             * @property {number|null} [appliedHash] SnapshotHeader appliedHash
             */

            /**
             * Constructs a new SnapshotHeader.
             * @memberof mokv.v1
             * @classdesc Represents a SnapshotHeader.
             * @implements ISnapshotHeader
             * @constructor
             * @param {mokv.v1.ISnapshotHeader=} [properties] Properties to set
             */
            function SnapshotHeader(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * SnapshotHeader format.
             * @member {number} format
             * @memberof mokv.v1.SnapshotHeader
             * @instance
             */
            SnapshotHeader.prototype.format = 0;

            /**
             * SnapshotHeader revision.
             * @member {number} revision
             * @memberof mokv.v1.SnapshotHeader
             * @instance
             */
            SnapshotHeader.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotHeader keys.
             * @member {number} keys
             * @memberof mokv.v1.SnapshotHeader
             * @instance
             */
            SnapshotHeader.prototype.keys = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotHeader appliedHash.
             * @member {number} appliedHash
             * @memberof mokv.v1.SnapshotHeader
             * @instance
             */
            SnapshotHeader.prototype.appliedHash = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new SnapshotHeader instance using the specified properties.
             * @function create
             * @memberof mokv.v1.SnapshotHeader
             * @static
             * @param {mokv.v1.ISnapshotHeader=} [properties] Properties to set
             * @returns {mokv.v1.SnapshotHeader} SnapshotHeader instance
             */
            SnapshotHeader.create = function create(properties) {
                return new SnapshotHeader(properties);
            };

            /**
             * Encodes the specified SnapshotHeader message. Does not implicitly {@link mokv.v1.SnapshotHeader.verify|verify} messages.
             * @function encode
             * @memberof mokv.v1.SnapshotHeader
             * @static
             * @param {mokv.v1.ISnapshotHeader} message SnapshotHeader message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotHeader.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.format != null && Object.hasOwnProperty.call(message, "format"))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
                if (message.revision != null && Object.hasOwnProperty.call(message, "revision"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                if (message.keys != null && Object.hasOwnProperty.call(message, "keys"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.keys);
                if (message.appliedHash != null && Object.hasOwnProperty.call(message, "appliedHash"))
                    writer.uint32(/* id 4, wireType 1 =*/33).fixed64(message.appliedHash);
                return writer;
            };

            /**
             * Decodes a SnapshotHeader message from the specified reader or buffer.
             * @function decode
             * @memberof mokv.v1.SnapshotHeader
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {mokv.v1.SnapshotHeader} SnapshotHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotHeader.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.mokv.v1.SnapshotHeader();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.format = reader.uint32();
                            break;
                        }
                    case 2: {
                            message.revision = reader.uint64();
                            break;
                        }
                    case 3: {
                            message.keys = reader.uint64();
                            break;
                        }
                    case 4: {
                            message.appliedHash = reader.fixed64();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return SnapshotHeader;
        })();

        return v1;
    })();

    return mokv;
})();

export const grpc = $root.grpc = (() => {

    /**
     * Namespace grpc.
     * @exports grpc
     * @namespace
     */
    const grpc = {};

    grpc.health = (function() {

        /**
         * Namespace health.
         * @memberof grpc
         * @namespace
         */
        const health = {};

        health.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof grpc.health
             * @namespace
             */
            const v1 = {};

            v1.HealthCheckRequest = (function() {

                /**
                 * Properties of a HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckRequest
                 * @property {string|null} [service] HealthCheckRequest service
                 */

                /**
                 * Constructs a new HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckRequest.
                 * @implements IHealthCheckRequest
                 * @constructor
                 * @param {grpc.health.v1.IHealthCheckRequest=} [properties] Properties to set
                 */
                function HealthCheckRequest(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * HealthCheckRequest service.
                 * @member {string} service
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @instance
                 */
                HealthCheckRequest.prototype.service = "";

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @function create
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.IHealthCheckRequest=} [properties] Properties to set
                 * @returns {grpc.health.v1.HealthCheckRequest} HealthCheckRequest instance
                 */
                HealthCheckRequest.create = function create(properties) {
                    return new HealthCheckRequest(properties);
                };

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.IHealthCheckRequest} message HealthCheckRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckRequest.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.service != null && Object.hasOwnProperty.call(message, "service"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.service);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckRequest.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.grpc.health.v1.HealthCheckRequest();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.service = reader.string();
                                break;
                            }
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                return HealthCheckRequest;
            })();

            v1.HealthCheckResponse = (function() {

                /**
                 * Properties of a HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckResponse
                 * @property {grpc.health.v1.HealthCheckResponse.ServingStatus|null} [status] HealthCheckResponse status
                 */

                /**
                 * Constructs a new HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckResponse.
                 * @implements IHealthCheckResponse
                 * @constructor
                 * @param {grpc.health.v1.IHealthCheckResponse=} [properties] Properties to set
                 */
                function HealthCheckResponse(properties) {
                    if (properties)
                        for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                }

                /**
                 * HealthCheckResponse status.
                 * @member {grpc.health.v1.HealthCheckResponse.ServingStatus} status
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @instance
                 */
                HealthCheckResponse.prototype.status = 0;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @function create
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.IHealthCheckResponse=} [properties] Properties to set
                 * @returns {grpc.health.v1.HealthCheckResponse} HealthCheckResponse instance
                 */
                HealthCheckResponse.create = function create(properties) {
                    return new HealthCheckResponse(properties);
                };

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.IHealthCheckResponse} message HealthCheckResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckResponse.encode = function encode(message, writer, q) {
                    if (!writer)
                        writer = $Writer.create();
                    if (q === undefined)
                        q = 0;
                    if (q > $util.recursionLimit)
                        throw Error("max depth exceeded");
                    if (message.status != null && Object.hasOwnProperty.call(message, "status"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckResponse.decode = function decode(reader, length, error, long) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (long === undefined)
                        long = 0;
                    if (long > $Reader.recursionLimit)
                        throw Error("maximum nesting depth exceeded");
                    let end, message;
                    if (length === undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = new $root.grpc.health.v1.HealthCheckResponse();
                    while (reader.pos < end) {
                        let tag = reader.uint32();
                        if (tag === error)
                            break;
                        switch (tag >>> 3) {
                        case 1: {
                                message.status = reader.int32();
                                break;
                            }
                        default:
                            reader.skipType(tag & 7, long);
                            break;
                        }
                    }
                    if (length !== undefined) {
                        if (reader.pos !== end)
                            throw RangeError("index out of range");
                        reader.len = length;
                    }
                    return message;
                };

                /**
                 * ServingStatus enum.
                 * @name grpc.health.v1.HealthCheckResponse.ServingStatus
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} SERVING=1 SERVING value
                 * @property {number} NOT_SERVING=2 NOT_SERVING value
                 * @property {number} SERVICE_UNKNOWN=3 SERVICE_UNKNOWN value
                 */
                HealthCheckResponse.ServingStatus = (function() {
                    const valuesById = {}, values = Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "SERVING"] = 1;
                    values[valuesById[2] = "NOT_SERVING"] = 2;
                    values[valuesById[3] = "SERVICE_UNKNOWN"] = 3;
                    return values;
                })();

                return HealthCheckResponse;
            })();

            return v1;
        })();

        return health;
    })();

    return grpc;
})();

export const google = $root.google = (() => {

    /**
     * Namespace google.
     * @exports google
     * @namespace
     */
    const google = {};

    google.protobuf = (function() {

        /**
         * Namespace protobuf.
         * @memberof google
         * @namespace
         */
        const protobuf = {};

        protobuf.Empty = (function() {

            /**
             * Properties of an Empty.
             * @memberof google.protobuf
             * @interface IEmpty
             */

            /**
             * Constructs a new Empty.
             * @memberof google.protobuf
             * @classdesc Represents an Empty.
             * @implements IEmpty
             * @constructor
             * @param {google.protobuf.IEmpty=} [properties] Properties to set
             */
            function Empty(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Creates a new Empty instance using the specified properties.
             * @function create
             * @memberof google.protobuf.Empty
             * @static
             * @param {google.protobuf.IEmpty=} [properties] Properties to set
             * @returns {google.protobuf.Empty} Empty instance
             */
            Empty.create = function create(properties) {
                return new Empty(properties);
            };

            /**
             * Encodes the specified Empty message. Does not implicitly {@link google.protobuf.Empty.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Empty
             * @static
             * @param {google.protobuf.IEmpty} message Empty message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Empty.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                return writer;
            };

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Empty
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Empty} Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Empty.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.google.protobuf.Empty();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return Empty;
        })();

        protobuf.Any = (function() {

            /**
             * Properties of an Any.
             * @memberof google.protobuf
             * @interface IAny
             * @property {string|null} [type_url] Any type_url
             * @property {Uint8Array|null} [value] Any value
             */

            /**
             * Constructs a new Any.
             * @memberof google.protobuf
             * @classdesc Represents an Any.
             * @implements IAny
             * @constructor
             * @param {google.protobuf.IAny=} [properties] Properties to set
             */
            function Any(properties) {
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Any type_url.
             * @member {string} type_url
             * @memberof google.protobuf.Any
             * @instance
             */
            Any.prototype.type_url = "";

            /**
             * Any value.
             * @member {Uint8Array} value
             * @memberof google.protobuf.Any
             * @instance
             */
            Any.prototype.value = $util.newBuffer([]);

            /**
             * Creates a new Any instance using the specified properties.
             * @function create
             * @memberof google.protobuf.Any
             * @static
             * @param {google.protobuf.IAny=} [properties] Properties to set
             * @returns {google.protobuf.Any} Any instance
             */
            Any.create = function create(properties) {
                return new Any(properties);
            };

            /**
             * Encodes the specified Any message. Does not implicitly {@link google.protobuf.Any.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Any
             * @static
             * @param {google.protobuf.IAny} message Any message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Any.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.type_url != null && Object.hasOwnProperty.call(message, "type_url"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.type_url);
                if (message.value != null && Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
                return writer;
            };

            /**
             * Decodes an Any message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Any
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Any} Any
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Any.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.google.protobuf.Any();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.type_url = reader.string();
                            break;
                        }
                    case 2: {
                            message.value = reader.bytes();
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return Any;
        })();

        return protobuf;
    })();

    google.rpc = (function() {

        /**
         * Namespace rpc.
         * @memberof google
         * @namespace
         */
        const rpc = {};

        rpc.Status = (function() {

            /**
             * Properties of a Status.
             * @memberof google.rpc
             * @interface IStatus
             * @property {number|null} [code] Status code
             * @property {string|null} [message] Status message
             * @property {Array.<google.protobuf.IAny>|null} [details] Status details
             */

            /**
             * Constructs a new Status.
             * @memberof google.rpc
             * @classdesc Represents a Status.
             * @implements IStatus
             * @constructor
             * @param {google.rpc.IStatus=} [properties] Properties to set
             */
            function Status(properties) {
                this.details = [];
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * Status code.
             * @member {number} code
             * @memberof google.rpc.Status
             * @instance
             */
            Status.prototype.code = 0;

            /**
             * Status message.
             * @member {string} message
             * @memberof google.rpc.Status
             * @instance
             */
            Status.prototype.message = "";

            /**
             * Status details.
             * @member {Array.<google.protobuf.IAny>} details
             * @memberof google.rpc.Status
             * @instance
             */
            Status.prototype.details = $util.emptyArray;

            /**
             * Creates a new Status instance using the specified properties.
             * @function create
             * @memberof google.rpc.Status
             * @static
             * @param {google.rpc.IStatus=} [properties] Properties to set
             * @returns {google.rpc.Status} Status instance
             */
            Status.create = function create(properties) {
                return new Status(properties);
            };

            /**
             * Encodes the specified Status message. Does not implicitly {@link google.rpc.Status.verify|verify} messages.
             * @function encode
             * @memberof google.rpc.Status
             * @static
             * @param {google.rpc.IStatus} message Status message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Status.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.code != null && Object.hasOwnProperty.call(message, "code"))
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.code);
                if (message.message != null && Object.hasOwnProperty.call(message, "message"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.details != null && message.details.length)
                    for (let i = 0; i < message.details.length; ++i)
                        $root.google.protobuf.Any.encode(message.details[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), q + 1).ldelim();
                return writer;
            };

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @function decode
             * @memberof google.rpc.Status
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.rpc.Status} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Status.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.google.rpc.Status();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.code = reader.int32();
                            break;
                        }
                    case 2: {
                            message.message = reader.string();
                            break;
                        }
                    case 3: {
                            if (!(message.details && message.details.length))
                                message.details = [];
                            message.details.push($root.google.protobuf.Any.decode(reader, reader.uint32(), undefined, long + 1));
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return Status;
        })();

        rpc.ErrorInfo = (function() {

            /**
             * Properties of an ErrorInfo.
             * @memberof google.rpc
             * @interface IErrorInfo
             * @property {string|null} [reason] ErrorInfo reason
             * @property {string|null} [domain] ErrorInfo domain
             * @property {Object.<string,string>|null} [metadata] ErrorInfo metadata
             */

            /**
             * Constructs a new ErrorInfo.
             * @memberof google.rpc
             * @classdesc Represents an ErrorInfo.
             * @implements IErrorInfo
             * @constructor
             * @param {google.rpc.IErrorInfo=} [properties] Properties to set
             */
            function ErrorInfo(properties) {
                this.metadata = {};
                if (properties)
                    for (let keys = Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            }

            /**
             * ErrorInfo reason.
             * @member {string} reason
             * @memberof google.rpc.ErrorInfo
             * @instance
             */
            ErrorInfo.prototype.reason = "";

            /**
             * ErrorInfo domain.
             * @member {string} domain
             * @memberof google.rpc.ErrorInfo
             * @instance
             */
            ErrorInfo.prototype.domain = "";

            /**
             * ErrorInfo metadata.
             * @member {Object.<string,string>} metadata
             * @memberof google.rpc.ErrorInfo
             * @instance
             */
            ErrorInfo.prototype.metadata = $util.emptyObject;

            /**
             * Creates a new ErrorInfo instance using the specified properties.
             * @function create
             * @memberof google.rpc.ErrorInfo
             * @static
             * @param {google.rpc.IErrorInfo=} [properties] Properties to set
             * @returns {google.rpc.ErrorInfo} ErrorInfo instance
             */
            ErrorInfo.create = function create(properties) {
                return new ErrorInfo(properties);
            };

            /**
             * Encodes the specified ErrorInfo message. Does not implicitly {@link google.rpc.ErrorInfo.verify|verify} messages.
             * @function encode
             * @memberof google.rpc.ErrorInfo
             * @static
             * @param {google.rpc.IErrorInfo} message ErrorInfo message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ErrorInfo.encode = function encode(message, writer, q) {
                if (!writer)
                    writer = $Writer.create();
                if (q === undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw Error("max depth exceeded");
                if (message.reason != null && Object.hasOwnProperty.call(message, "reason"))
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.domain != null && Object.hasOwnProperty.call(message, "domain"))
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.domain);
                if (message.metadata != null && Object.hasOwnProperty.call(message, "metadata"))
                    for (let keys = Object.keys(message.metadata), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.metadata[keys[i]]).ldelim();
                return writer;
            };

            /**
             * Decodes an ErrorInfo message from the specified reader or buffer.
             * @function decode
             * @memberof google.rpc.ErrorInfo
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.rpc.ErrorInfo} ErrorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ErrorInfo.decode = function decode(reader, length, error, long) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (long === undefined)
                    long = 0;
                if (long > $Reader.recursionLimit)
                    throw Error("maximum nesting depth exceeded");
                let end, message, key, value;
                if (length === undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = new $root.google.rpc.ErrorInfo();
                while (reader.pos < end) {
                    let tag = reader.uint32();
                    if (tag === error)
                        break;
                    switch (tag >>> 3) {
                    case 1: {
                            message.reason = reader.string();
                            break;
                        }
                    case 2: {
                            message.domain = reader.string();
                            break;
                        }
                    case 3: {
                            if (message.metadata === $util.emptyObject)
                                message.metadata = {};
                            let end2 = reader.uint32() + reader.pos;
                            if (end2 > reader.len)
                                throw RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.uint32();
                                switch (tag2 >>> 3) {
                                case 1:
                                    key = reader.string();
                                    break;
                                case 2:
                                    value = reader.string();
                                    break;
                                default:
                                    reader.skipType(tag2 & 7, long);
                                    break;
                                }
                            }
                            if (reader.pos !== end2)
                                throw RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.metadata, key);
                            message.metadata[key] = value;
                            break;
                        }
                    default:
                        reader.skipType(tag & 7, long);
                        break;
                    }
                }
                if (length !== undefined) {
                    if (reader.pos !== end)
                        throw RangeError("index out of range");
                    reader.len = length;
                }
                return message;
            };

            return ErrorInfo;
        })();

        return rpc;
    })();

    return google;
})();

export { $root as default };
